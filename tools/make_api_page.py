#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes resources/api/docs.html, the page of the HTTP API, from its OpenAPI description.

make_api_page.py OPENAPI.yaml OUTPUT (or "-")

The page stands alone: no script, no font, no picture, nothing from elsewhere.
"""

import html
import json
import re
import sys

import yaml

STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem 4rem; }
code, pre { font-family: ui-monospace, monospace; font-size: 0.9em; }
pre { background: #8882; overflow-x: auto; padding: 0.75rem; }
section { border-top: 1px solid #8886; margin-top: 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #8884; padding: 0.3rem 0.75rem 0.3rem 0; text-align: left; vertical-align: top; }
.method { display: inline-block; min-width: 4.5rem; }
h3 { margin-bottom: 0.25rem; }
"""
METHODS = ("get", "post", "put", "patch", "delete")


def text(value):
    """Escaped, with `code` marked."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(str(value).strip()))


class Page:
    def __init__(self, description):
        self.description = description
        self.out = []

    def add(self, line):
        self.out.append(line)

    def resolved(self, node):
        while isinstance(node, dict) and "$ref" in node:
            found = self.description
            for part in node["$ref"].removeprefix("#/").split("/"):
                found = found[part]
            node = found
        return node

    def kind(self, schema):
        """A schema in a few words; a named one as a link."""
        if "$ref" in schema:
            name = schema["$ref"].rsplit("/", 1)[1]
            return f'<a href="#schema-{name}">{name}</a>'
        kinds = schema.get("type", "any")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        words = " or ".join(kinds)
        if "array" in kinds:
            words += " of " + self.kind(schema.get("items", {}))
        if "enum" in schema:
            words = " | ".join(f"<code>{html.escape(json.dumps(value))}</code>" for value in schema["enum"])
        if "const" in schema:
            words = f"<code>{html.escape(json.dumps(schema['const']))}</code>"
        limits = [f"{label} {schema[key]}" for key, label in
                  (("format", "format"), ("minimum", "at least"), ("exclusiveMinimum", "above"), ("maximum", "at most"),
                   ("minLength", "length from"), ("maxLength", "length to"), ("minItems", "items from"), ("default", "default")) if key in schema]
        return words + (f" ({html.escape(', '.join(limits))})" if limits else "")

    def table(self, head, rows):
        self.add("<table><thead><tr>" + "".join(f"<th>{one}</th>" for one in head) + "</tr></thead><tbody>")
        for row in rows:
            self.add("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>")
        self.add("</tbody></table>")

    def properties(self, schema):
        rows = []
        for name, one in schema.get("properties", {}).items():
            must = "required" if name in schema.get("required", []) else ""
            rows.append((f"<code>{html.escape(name)}</code>", self.kind(one), must, text(one.get("description", ""))))
        self.table(("field", "type", "", ""), rows)

    def content(self, content):
        for media, one in content.items():
            schema = one.get("schema", {})
            self.add(f"<p><code>{html.escape(media)}</code>: {self.kind(schema)}</p>")
            if "$ref" not in schema and "properties" in schema:
                self.properties(schema)
            if "example" in one:
                self.add(f"<pre>{html.escape(json.dumps(one['example'], indent=2))}</pre>")

    def operation(self, path, method, operation):
        identity = operation["operationId"]
        self.add(f'<section id="{identity}"><h3><code><span class="method">{method.upper()}</span> '
                 f"{html.escape(path)}</code></h3>")
        self.add(f"<p>{text(operation['summary'])}</p>")
        if "description" in operation:
            self.add(f"<p>{text(operation['description'])}</p>")
        if operation.get("security") == []:
            self.add("<p>Needs no token.</p>")
        parameters = [self.resolved(one) for one in operation.get("parameters", [])]
        if parameters:
            self.add("<h4>Parameters</h4>")
            self.table(("name", "in", "type", "", ""),
                       [(f"<code>{html.escape(one['name'])}</code>", one["in"], self.kind(one["schema"]),
                         "required" if one.get("required") else "", text(one.get("description", "")))
                        for one in parameters])
        if "requestBody" in operation:
            self.add("<h4>Body</h4>")
            self.content(self.resolved(operation["requestBody"])["content"])
        self.add("<h4>Answers</h4>")
        self.table(("status", "", "type"),
                   [(status, text(self.resolved(one)["description"]),
                     ", ".join(f"<code>{html.escape(media)}</code>" for media in self.resolved(one).get("content", {})))
                    for status, one in operation["responses"].items()])
        good = next(self.resolved(one) for status, one in operation["responses"].items() if status.startswith("2"))
        self.content(good.get("content", {}))
        self.add("</section>")

    def render(self):
        info = self.description["info"]
        title = html.escape(f"{info['title']} API {info['version']}")
        operations = [(path, method, item[method]) for path, item in self.description["paths"].items()
                      for method in METHODS if method in item]
        self.add('<!DOCTYPE html>\n<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n<html lang="en"><head>'
                 '<meta charset="utf-8"><meta name="viewport" content="width=device-width">')
        self.add(f"<title>{title}</title><style>{STYLE}</style></head><body><h1>{title}</h1>")
        self.add(f"<p>{text(info['summary'])}</p><p>{text(info['description'])}</p>")
        self.add('<p>As OpenAPI: <a href="/openapi.yaml">openapi.yaml</a></p>')
        for tag in self.description["tags"]:
            name = tag["name"]
            self.add(f"<h2>{html.escape(name.capitalize())}</h2><ul>")
            chosen = [one for one in operations if one[2]["tags"][0] == name]
            for path, method, operation in chosen:
                self.add(f'<li><a href="#{operation["operationId"]}"><code>{method.upper()} {html.escape(path)}</code></a> '
                         f"{text(operation['summary'])}</li>")
            self.add("</ul>")
            for one in chosen:
                self.operation(*one)
        self.add("<h2>Schemas</h2>")
        for name, schema in self.description["components"]["schemas"].items():
            self.add(f'<section id="schema-{name}"><h3>{name}</h3>')
            if "properties" in schema:
                self.properties(schema)
            else:
                self.add(f"<p>{self.kind(schema)}</p>")
            self.add("</section>")
        self.add("</body></html>")
        return "\n".join(self.out) + "\n"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        page = Page(yaml.safe_load(file)).render()
    if sys.argv[2] == "-":
        sys.stdout.write(page)
    else:
        with open(sys.argv[2], "w", encoding="utf-8") as file:
            file.write(page)


if __name__ == "__main__":
    main()
