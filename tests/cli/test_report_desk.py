# SPDX-License-Identifier: GPL-3.0-or-later
"""Reviews, edits, answers and differences of reports, and companies beside each other, over HTTP.

Usage: test_report_desk.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import sys
import unittest
from urllib.parse import quote

import test_cli
from server_case import ServerCase

REQUEST = "data.ratio.advertising_intensity"


class Desk(ServerCase):
    def setUp(self):
        super().setUp()
        self.server = self.serve()
        self.id = self.analysed()

    def analysed(self, **more):
        answer = self.server.post("/analyze", {"company": "Tesla", "frameworks": ["porter", "swot"], **more})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json()["report_id"]

    def path(self, *more):
        return "/".join(["/reports", self.id, *more])

    def shown(self):
        return self.server.get(self.path()).json()

    def get(self, path, status=200):
        answer = self.server.get(path)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def change(self, body, status=200):
        answer = self.server.request("PATCH", self.path("edits"), body)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def settle(self, body, status=200, **more):
        answer = self.server.post(self.path("settle"), body, **more)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()


class Reviews(Desk):
    def test_the_review_is_the_command_lines(self):
        over_http = self.get(self.path("review"))
        review, = json.loads(self.expect(0, "library", "review", self.id, "--format", "json").stdout)["reviews"]
        self.assertEqual(over_http, review)
        self.problem(self.server.get("/reports/none/review"), 404)

    def test_a_finding_is_settled_and_taken_back(self):
        self.change({"action": "set", "kind": "text", "target": self.shown()["executive_summary"]["answer"]["id"],
                     "text": "Tesla's revenue was USD 12.0 B in FY2024."})
        before = self.shown()
        open_ones = [one for one in before["quality"]["findings"] if one["severity"] != "note" and not one["settled"]]
        self.assertTrue(open_ones)
        finding = open_ones[0]["id"]
        self.assertEqual(self.settle({"finding": finding, "by": "A. Partner"}, 422)["status"], 422)
        self.settle({"finding": "none/nowhere", "because": "x"}, 404)
        self.settle({"finding": finding, "because": 7}, 422)
        self.settle({"finding": finding, "because": "x", "take_back": "yes"}, 422)
        self.assertEqual(self.shown(), before)
        review = self.settle({"finding": finding, "because": "agreed with the client", "by": "A. Partner"})
        self.assertEqual(review["open"], before["quality"]["open"] - 1)
        one, = [one for one in self.shown()["quality"]["findings"] if one["id"] == finding]
        self.assertEqual((one["settled"]["by"], one["settled"]["reason"]), ("A. Partner", "agreed with the client"))
        # It stays so through another edit, and in the next review.
        self.change({"action": "set", "kind": "score", "target": "porter.rivalry.score", "value": 4.2})
        now, = [one for one in self.get(self.path("review"))["findings"] if one["id"] == finding]
        self.assertEqual(now["settled"]["by"], "A. Partner")
        self.change({"action": "undo"})
        self.assertEqual(self.settle({"finding": finding, "take_back": True})["open"], before["quality"]["open"])
        self.settle({"finding": finding, "take_back": True}, 404)
        self.change({"action": "undo"})
        self.change({"action": "undo"})
        self.assertEqual(self.shown(), before)

    def test_verified_follows_an_edit(self):
        before = self.shown()
        target = before["executive_summary"]["answer"]["id"]
        self.change({"action": "set", "kind": "text", "target": target,
                     "text": "Tesla's revenue was USD 12.0 B in FY2024."})
        wrong = self.shown()["quality"]
        self.assertIn(("gate", target), [(one["rule"], one["claim"]) for one in wrong["findings"]])
        self.assertFalse(wrong["verified"])
        self.assertLess(wrong["score"], before["quality"]["score"])
        self.change({"action": "undo"})
        self.assertEqual(self.shown(), before)
        self.change({"action": "redo"})
        self.assertEqual(self.shown()["quality"], wrong)


class Edits(Desk):
    def test_a_score_is_set_and_undone(self):
        before = self.shown()
        places = {(one["kind"], one["target"]): one for one in self.get(self.path("edits"))["places"]}
        place = places["score", "porter.rivalry.score"]
        wish = {"action": "set", "kind": "score", "target": "porter.rivalry.score", "value": 4.2, "note": "agreed",
                "author": "Ada", "shown": place["shown"]}
        edit, = self.change(wish)["edits"]
        self.assertEqual((edit["author"], edit["note"], edit["value"]), ("Ada", "agreed", 4.2))
        self.assertEqual(self.change(wish, 409)["code"], "busy")
        answer = self.server.get(self.path("edits"))
        self.assertEqual(self.server.get(self.path("edits"), headers={"If-None-Match": answer.headers["ETag"]}).status,
                         304)
        step, = answer.json()["history"]
        self.assertEqual((step["action"], step["undone"], step["targets"]), ("set", False, ["porter.rivalry.score"]))
        self.assertTrue(self.change({"action": "undo"})["history"][0]["undone"])
        self.assertEqual(self.shown(), before)
        self.change({"action": "undo"}, 404)
        self.change({"action": "redo"})
        self.change({"action": "resolve", "kind": "score", "target": "porter.rivalry.score", "keep": True}, 404)
        self.assertEqual(self.change({"action": "resolve", "kind": "score", "target": "porter.rivalry.score",
                                      "keep": False})["edits"], [])

    def test_wrong_changes_write_nothing(self):
        before = self.shown()
        score = {"action": "set", "kind": "score", "target": "porter.rivalry.score", "value": 3}
        for wrong in ({}, {"action": "burn"}, {**score, "value": "high"}, {**score, "value": None}, {**score, "value": 9},
                      {**score, "kind": "answer"}, {**score, "kind": 1}, {**score, "note": 3},
                      {"action": "set", "kind": "weight", "target": "porter.rivalry.growth", "value": 1.2},
                      {"action": "set", "kind": "text", "target": "summary.answer", "text": " "},
                      {"action": "resolve", "kind": "score", "target": "porter.rivalry.score"}):
            self.assertIn(self.server.request("PATCH", self.path("edits"), wrong).status, (404, 422), wrong)
        self.change({**score, "target": "no.such.score"}, 404)
        self.problem(self.server.request("PATCH", "/reports/none/edits", score), 404)
        self.assertEqual(self.shown(), before)
        self.assertEqual(self.get(self.path("edits"))["history"], [])
        self.assertEqual(self.server.request("DELETE", self.path()).status, 204)
        self.problem(self.server.request("PATCH", self.path("edits"), score), 404)
        self.problem(self.server.get(self.path("review")), 404)

    def test_a_request_is_answered(self):
        ask = {"request": REQUEST, "value": 550e6, "source": "annual report, page 41", "author": "Ada"}
        answer = self.server.post(self.path("answers"), ask)
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(answer.json()["report_id"], self.id)
        entry, = self.get(self.path("edits"))["history"]
        self.assertEqual((entry["request"], entry["source"]), (REQUEST, "annual report, page 41"))
        for wrong, status in (({**ask, "value": None}, 422), ({**ask, "source": " "}, 422), ({**ask, "unit": "EUR"}, (404, 422)),
                              ({**ask, "request": "none"}, 404)):
            self.assertIn(self.server.post(self.path("answers"), wrong).status, status if isinstance(status, tuple) else (status,), wrong)
        # What a caller names is never read from the server's disk.
        mine = os.path.join(self.folder, "mine.csv")
        with open(mine, "w", encoding="ascii") as file:
            file.write("a,b\n1,2\n")
        self.problem(self.server.post(self.path("answers"), {"request": "data.parts", "source": mine}), 422)


class Differences(Desk):
    def test_a_difference_is_the_command_lines(self):
        other = self.analysed(question="Should Tesla enter trucks?")
        over_http = self.get(self.path("diff", other))
        self.assertEqual(over_http,
                         json.loads(self.expect(0, "library", "diff", self.id, other, "--format", "json").stdout))
        self.assertIn("question", [cause["id"] for cause in over_http["inputs"]])
        self.assertEqual(self.get(self.path("diff", self.id)), {"inputs": [], "changes": []})
        self.problem(self.server.get(self.path("diff", "none")), 404)

    def test_companies_beside_each_other(self):
        figures = self.get("/compare?companies=Tesla,Ford&figure=gross_margin,revenue&years=3")
        ours = json.loads(self.expect(0, "compare", "Tesla", "Ford", "--figure", "gross_margin", "--figure", "revenue",
                                      "--years", "3", "--format", "json").stdout)
        self.assertEqual(figures, ours)
        repeated = self.get("/compare?companies=Tesla&companies=" + quote("Ford Motor Co") + "&figure=gross_margin")
        self.assertEqual(len(repeated["figures"][0]["companies"]), 2)
        framework = self.get("/compare?companies=Tesla,Ford&framework=porter")
        self.assertEqual(framework["reports"][0]["report"], self.id)
        for query, status in (("companies=Tesla&figure=gross_margin", 422), ("companies=Tesla,Ford", 422),
                              ("companies=Tesla,Ford&figure=gross_margin&framework=porter", 422),
                              ("companies=Tesla,Ford&figure=magic", 404), ("companies=Tesla,Nobody&figure=revenue", 404),
                              ("companies=Tesla,Ford&framework=vrio", 404), ("figure=revenue", 422),
                              ("companies=Tesla,Ford&figure=revenue&years=99", 422)):
            self.assertEqual(self.server.get("/compare?" + query).status, status, query)


class Requests(Desk):
    def test_template_and_weights(self):
        memo = self.analysed(template="board_memo", weights={"impact": 1, "risk": 1})
        request = self.get("/reports/" + memo)["request"]
        self.assertEqual(request["weights"], {"impact": 1, "feasibility": 0, "risk": 1, "time": 0})
        self.assertEqual(request["frameworks"], ["porter", "swot"], "what the caller chose stays")
        self.assertIn("board_memo", json.dumps(request))
        plain = self.server.get(self.path() + "?format=md").body
        as_memo = self.server.get(self.path() + "?format=md&template=board_memo").body
        self.assertNotEqual(plain, as_memo)
        self.problem(self.server.get(self.path() + "?template=none"), 422, "board_memo")
        for wrong in ({"template": "none"}, {"template": 3}, {"weights": [1]}, {"weights": {"luck": 1}},
                      {"weights": {"impact": "much"}}, {"weights": {"impact": -1}}, {"weights": {}}):
            self.problem(self.server.post("/analyze", {"company": "Tesla", **wrong}), 422)

    def test_report_language(self):
        self.problem(self.server.post("/analyze", {"company": "Tesla", "report_language": "klingon"}), 422)
        german = self.analysed(report_language="de")
        self.assertIn("Zusammenfassung", self.server.get(f"/reports/{german}?format=md").body.decode())


class People(Desk):
    def token(self, name, role):
        self.expect(0, "users", "add", name, "--role", role)
        return self.expect(0, "users", "token", name).stdout.decode().strip()

    def test_roles_and_names(self):
        self.server.close()
        reader, member = self.token("rita", "viewer"), self.token("mia", "member")
        for name in ("rita", "mia"):
            self.expect(0, "users", "allow", name)
        self.server = self.serve()
        wish = {"action": "set", "kind": "score", "target": "porter.rivalry.score", "value": 4.2}
        for path in (self.path("review"), self.path("edits"), self.path("diff", self.id)):
            self.assertEqual(self.server.get(path, token=reader).status, 200, path)
        self.problem(self.server.request("PATCH", self.path("edits"), wish, token=reader), 403)
        self.problem(self.server.post(self.path("settle"), {"finding": "x", "because": "y"}, token=reader), 403)
        self.problem(self.server.post(self.path("answers"), {"request": REQUEST}, token=reader), 403)
        self.problem(self.server.request("PATCH", self.path("edits"), {**wish, "author": "A. Partner"}, token=member), 403)
        done = self.server.request("PATCH", self.path("edits"), wish, token=member)
        self.assertEqual(done.status, 200, done.body)
        self.assertEqual(done.json()["edits"][0]["author"], "mia")
        self.server.close()
        entries = json.loads(self.expect(0, "audit", "list", "--format", "json").stdout)["entries"]
        seen = [(one["actor"], one["action"], one["object"], one["outcome"]) for one in entries]
        self.assertIn(("mia", "PATCH /reports/{id}/edits", self.id, "200"), seen)
        self.assertIn(("rita", "POST /reports/{id}/settle", self.id, "403"), seen)


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
