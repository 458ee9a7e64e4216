# SPDX-License-Identifier: GPL-3.0-or-later
"""`doctor --deployment`: every item of the reference's checklists, and each check passed and failed for a reason made here.

Usage: test_deployment.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import unittest

import api_client
import test_cli
from test_cli import CommandLineCase

#: The lines of the reference's checklists, by their first words, and the item that looks at each.
REFERENCE = {
    "Update requirements.txt": "dependencies", "Configure environment variables": "settings",
    "Generate Firestore index": "indexes_defined", "Deploy Firestore indexes": "indexes_deployed",
    "Set up Redis instance": "redis", "Initialize performance components": "components",
    "Enable gzip compression": "compression", "Configure Prometheus metrics": "metrics_endpoint",
    "Verify cache hit rates": "hit_rate", "Monitor request latency": "latency",
    "Check database operation": "store_latency", "Validate LLM call": "model_calls", "Run load tests": "load_tests",
    "Set up Grafana": "dashboards", "Configure alerting": "alerts", "Monitor cost reduction": "costs",
    "Weekly review": "review_hit_rates", "Monthly cost": "review_costs", "Quarterly load": "review_load",
    "Monitor for degradation": "review_degradation", "Adjust cache TTLs": "review_lives",
    "Tune concurrency": "review_concurrency", "Review and optimize": "review_queries"}
NOBODY = 65534


class DeploymentCase(CommandLineCase):
    def check(self, *arguments, env=None):
        """{id: item} of the checklists, after a look at what must always hold."""
        done = self.run_cli("doctor", "--deployment", "--format", "json", *arguments, env=env)
        body = json.loads(done.stdout)
        items = {item["id"]: item for section in body["sections"] for item in section["items"]}
        self.assertEqual(len(items), sum(len(section["items"]) for section in body["sections"]), "an id stands twice")
        states = [item["state"] for item in items.values()]
        self.assertEqual(body["counts"], {state: states.count(state) for state in ("passed", "failed", "not_applicable", "by_hand")})
        self.assertEqual((done.returncode, body["passed"]), (1, False) if "failed" in states else (0, True), done.stderr)
        for item in items.values():
            self.assertTrue(item["title"])
            self.assertTrue(item["found"] or item["state"] == "by_hand", item)
            self.assertEqual(bool(item["advice"]), item["state"] in ("failed", "by_hand"), item)
        return items

    def state(self, name, *arguments, env=None):
        return self.check(*arguments, env=env)[name]["state"]

    def unit(self, *arguments, **keys):
        """Writes a unit that runs the program; a key of None is left out."""
        lines = {"ExecStart": " ".join([test_cli.PROGRAM, "--data-dir", self.data, "serve", *arguments]), "Restart": "on-failure",
                 "NoNewPrivileges": "yes", "PrivateTmp": "yes", "ProtectSystem": "strict", "UMask": "0077", **keys}
        path = self.path("consultantos.service")
        with open(path, "w", encoding="utf-8") as file:
            file.write("[Unit]\nDescription=x\nRestart=no\n[Service]\n"
                       + "".join(f"{key}={value}\n" for key, value in lines.items() if value is not None))
        return ["--unit", path]

    def certificate(self, name, days=365):
        certificate, key = self.path(name + ".pem"), self.path(name + ".key")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days",
                        str(days), "-subj", "/CN=localhost"], capture_output=True, check=True)
        os.chmod(key, 0o600)
        return certificate, key


class Checklists(DeploymentCase):
    def test_each_line_of_the_reference_has_an_item(self):
        items = self.check()
        self.assertEqual(set(REFERENCE.values()) - set(items), set())
        self.assertFalse(os.path.exists(self.data), "doctor must make nothing")
        data = os.environ.get("CONSULTANTOS_TEST_DATA") or os.path.join(test_cli.PROJECT, "..", "shared", "data")
        path = os.path.join(data, "..", "reference", "performance-optimization-summary.txt")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                lines = re.findall(r"^- \[ \] (.*)$", file.read(), re.M)
            self.assertEqual(len(lines), len(REFERENCE))
            for line in lines:
                self.assertTrue([known for known in REFERENCE if line.startswith(known)], line)

    def test_all_well(self):
        self.analyze("Tesla", "--frameworks", "porter")
        unit = self.unit()
        if os.geteuid() == 0:
            os.chown(self.data, NOBODY, NOBODY)
        env = {"CACHE_L3_SIZE_MB": "10"}
        items = self.check(*unit, env=env)
        lacking = {name for name in ("processors", "memory", "open_files", "disk_space", "file_system")
                   if items[name]["state"] == "failed"}
        if lacking:
            self.skipTest(f"this machine is too small, or its temporary files are in memory: {lacking}")
        self.assertEqual([item for item in items.values() if item["state"] == "failed"], [])
        text = self.expect(0, "doctor", "--deployment", *unit, env=env).stdout.decode()
        self.assertRegex(text.splitlines()[-1], r"^\d+ fine, 0 with a problem, \d+ not applicable, \d+ to be looked at by hand\.$")
        self.assertIn("→ ", text)

    def test_wrong_calls(self):
        self.expect_error(2, "doctor", "--server", "http://127.0.0.1:1", words=["--deployment"])
        self.expect_error(2, "doctor", "--deployment", "--server", "127.0.0.1:1", words=["http://"])
        self.expect_error(2, "doctor", "--deployment", "--server", "ftp://127.0.0.1")
        self.expect_error(2, "doctor", "--deployment", "x")
        self.expect_error(1, "doctor", "--deployment", "--unit", self.path("nothing"), words=["nothing"])


class Settings(DeploymentCase):
    def test_what_settings_switch_off(self):
        for name, bad, good in (("settings", {"LLM_BATCH_SIZE": "a lot"}, {}),
                                ("metrics_endpoint", {"ENABLE_PERFORMANCE_METRICS": "false"}, {}),
                                ("components", {"CACHE_L1_SIZE_MB": "0"}, {}), ("components", {"MAX_CONCURRENT_AGENTS": "1"}, {}),
                                ("disk_space", {"CACHE_L3_SIZE_MB": "10000000"}, {"CACHE_L3_SIZE_MB": "1"}),
                                ("costs", {"LLM_PROVIDER": "gemini"}, {"LLM_PROVIDER": "gemini", "LLM_BUDGET_DAY": "5"})):
            self.assertEqual(self.state(name, env=bad), "failed", (name, bad))
            self.assertNotEqual(self.state(name, env=good), "failed", (name, good))

    def test_the_units_environment_is_what_counts(self):
        path = self.path("more.env")
        with open(path, "w", encoding="utf-8") as file:
            file.write("# comment\nMAX_CONCURRENT_AGENTS=1\n")
        self.assertEqual(self.state("components", *self.unit(Environment='"CACHE_L1_SIZE_MB=0" A=b')), "failed")
        self.assertEqual(self.state("components", *self.unit(EnvironmentFile="-" + path)), "failed")
        self.assertEqual(self.state("components", *self.unit(EnvironmentFile="-" + path + ".gone")), "passed")


class Files(DeploymentCase):
    def test_modes(self):
        os.makedirs(self.data, mode=0o700)
        for name, path in (("token", "api-token"), ("other_tokens", "api-tokens.json"), ("file_modes", "settings.json")):
            self.assertIn(self.state(name), ("not_applicable", "passed"))
            with open(os.path.join(self.data, path), "w", encoding="utf-8") as file:
                file.write("{}")
            os.chmod(file.name, 0o600)
            self.assertEqual(self.state(name), "passed", name)
            os.chmod(file.name, 0o660)
            item = self.check()[name]
            self.assertEqual(item["state"], "failed", name)
            self.assertIn("chmod", item["advice"])
            os.chmod(file.name, 0o600)
        self.assertEqual(self.state("data_folder"), "passed")
        os.chmod(self.data, 0o750)
        self.assertIn("0750", self.check()["data_folder"]["found"])
        self.assertEqual(self.state("data_folder"), "failed")

    @unittest.skipUnless(os.geteuid() == 0, "only root can give a folder away")
    def test_root_as_owner(self):
        os.makedirs(self.data, mode=0o700)
        self.assertEqual(self.state("account"), "failed")
        os.chown(self.data, NOBODY, NOBODY)
        self.assertEqual(self.state("account"), "passed")

    def test_an_index_that_is_gone_is_seen_and_not_mended(self):
        self.analyze("Tesla", "--frameworks", "porter")
        self.assertEqual(self.state("indexes_deployed"), "passed")
        with sqlite3.connect(os.path.join(self.data, "library.db")) as database:
            database.execute("DROP INDEX reports_by_created")
        database.close()
        for _ in range(2):
            item = self.check()["indexes_deployed"]
            self.assertEqual(item["state"], "failed")
            self.assertIn("library.db/reports_by_created", item["found"])

    def test_what_a_fault_left_behind(self):
        os.makedirs(os.path.join(self.data, "crashes"), mode=0o700)
        self.assertEqual((self.state("damaged"), self.state("crashes")), ("passed", "passed"))
        for path in ("library.db.corrupt-20260101T000000Z", "crashes/crash-1.txt"):
            with open(os.path.join(self.data, path), "w", encoding="utf-8"):
                pass
        self.assertEqual((self.state("damaged"), self.state("crashes")), ("failed", "failed"))
        old = time.time() - 8 * 86400
        os.utime(os.path.join(self.data, "crashes/crash-1.txt"), (old, old))
        self.assertEqual(self.state("crashes"), "passed")

    def test_a_folder_in_memory(self):
        if not os.path.isdir("/dev/shm") or subprocess.run(["stat", "-f", "-c", "%T", "/dev/shm"], capture_output=True,
                                                             text=True, check=True).stdout.strip() != "tmpfs":
            self.skipTest("there is no tmpfs here")
        folder = f"/dev/shm/consultantos-test-{os.getpid()}"
        os.mkdir(folder, 0o700)
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        self.assertEqual(self.state("file_system", "--data-dir", folder), "failed")

    def test_hit_rates_and_calls_from_their_records(self):
        for _ in range(2):
            self.analyze("Tesla", "--frameworks", "porter")
        self.expect(0, "usage")
        self.assertEqual((self.state("hit_rate"), self.state("model_calls")), ("not_applicable", "not_applicable"))
        path = os.path.join(self.data, "cache-usage.json")
        with open(path, encoding="utf-8") as file:
            usage = json.load(file)
        kind = next(iter(usage["kinds"].values()))
        for computed, hits, state in ((90, 10, "failed"), (10, 90, "passed")):
            kind.update(computed=computed, hits=[hits, 0, 0])
            with open(path, "w", encoding="utf-8") as file:
                json.dump(usage, file)
            self.assertEqual(self.state("hit_rate"), state, usage)
        with sqlite3.connect(os.path.join(self.data, "money.db")) as database:
            for number in range(10):
                database.execute("INSERT INTO calls VALUES(?, 1, 'openai', 'm', 'swot', 'r', 1, 1, 1, 1, 1, 'USD', 1, NULL, 0, 0, 1)",
                                 (f"call {number}",))
        self.assertEqual(self.state("model_calls"), "passed")
        with sqlite3.connect(os.path.join(self.data, "money.db")) as database:
            database.execute("UPDATE calls SET is_rate_limited = 1 WHERE id = 'call 1'")
        database.close()
        self.assertEqual(self.state("model_calls"), "failed")


class Units(DeploymentCase):
    def test_what_a_unit_must_have(self):
        good = self.check(*self.unit())
        for name in ("unit", "unit_data", "restart", "confinement", "linger", "binding", "certificate"):
            self.assertIn(good[name]["state"], ("passed", "not_applicable"), good[name])
        for name, arguments, keys in (
                ("unit", [], {"ExecStart": "/nowhere/consultantos-cli serve"}), ("unit", [], {"ExecStart": None}),
                ("unit_data", [], {"ExecStart": f"{test_cli.PROGRAM} --data-dir /elsewhere serve"}),
                ("unit_data", [], {"ExecStart": f"{test_cli.PROGRAM} serve", "Environment": "CONSULTANTOS_DATA_DIR=/elsewhere"}),
                ("restart", [], {"Restart": None}), ("restart", [], {"Restart": "no"}), ("confinement", [], {"PrivateTmp": "no"}),
                ("confinement", [], {"ProtectSystem": "full"}), ("confinement", [], {"UMask": None}),
                ("open_files", [], {"LimitNOFILE": "256:512"}), ("strangers", ["--allow-anonymous"], {}),
                ("binding", ["--host", "0.0.0.0"], {}), ("binding", ["--host=::", "--insecure"], {})):
            self.assertEqual(self.state(name, *self.unit(*arguments, **keys)), "failed", (name, arguments, keys))

    def test_the_shipped_unit(self):
        path = os.path.join(test_cli.PROJECT, "packaging", "monitoring", "consultantos.service")
        items = self.check("--unit", path)
        for name in ("restart", "confinement", "binding"):
            self.assertEqual(items[name]["state"], "passed", items[name])

    def test_a_unit_of_the_user_is_found(self):
        config = self.path("config")
        os.makedirs(os.path.join(config, "systemd", "user"))
        shutil.copy(self.unit()[1], os.path.join(config, "systemd", "user"))
        self.assertEqual(self.state("unit", env={"XDG_CONFIG_HOME": config}), "passed")

    def test_certificates(self):
        beyond = ["--host", "0.0.0.0"]
        good, other, short = self.certificate("good"), self.certificate("other"), self.certificate("short", days=5)

        def states(certificate, key):
            items = self.check(*self.unit(*beyond, "--tls-cert", certificate, "--tls-key", key))
            return items["binding"]["state"], items["certificate"]["state"]
        self.assertEqual(states(*good), ("passed", "passed"))
        self.assertEqual(states(good[0], other[1]), ("passed", "failed"), "the key of another certificate")
        self.assertEqual(states(*short), ("passed", "failed"), "it expires in five days")
        self.assertEqual(states(good[1], good[1]), ("passed", "failed"), "no certificate")
        self.assertEqual(states(good[0], self.path("gone")), ("passed", "failed"))
        os.chmod(good[1], 0o644)
        self.assertEqual(states(*good), ("passed", "failed"), "others may read the key")
        items = self.check(*self.unit(*beyond, "--insecure", "--tls-cert", other[0], "--tls-key", other[1]))
        self.assertEqual(items["binding"]["state"], "failed")


@unittest.skipUnless(shutil.which("redis-server"), "redis-server is not installed")
class Redis(DeploymentCase):
    def test_what_a_server_tells(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        env = {"REDIS_URL": f"redis://127.0.0.1:{port}"}
        names = ("redis", "redis_memory", "redis_persistence", "redis_access")

        def states():
            items = self.check(env=env)
            return [items[name]["state"] for name in names]
        self.assertEqual(states()[:3], ["failed", "not_applicable", "not_applicable"], "nobody is there")
        server = subprocess.Popen(["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", self.folder],
                                  stdout=subprocess.DEVNULL)
        self.addCleanup(server.wait)
        self.addCleanup(server.kill)
        end = time.monotonic() + 20
        while self.state("redis", env=env) != "passed" and time.monotonic() < end:
            time.sleep(0.05)
        self.assertEqual(states(), ["passed", "failed", "failed", "passed"])
        with socket.create_connection(("127.0.0.1", port), 5) as connection:
            for command in (b"CONFIG SET maxmemory 100mb", b"CONFIG SET maxmemory-policy allkeys-lru", b"CONFIG SET appendonly yes"):
                connection.sendall(command + b"\r\n")
                self.assertEqual(connection.recv(100), b"+OK\r\n")
        self.assertEqual(states(), ["passed"] * 4)

    def test_one_elsewhere_needs_a_password(self):
        for url, state in (("redis://192.0.2.1:1", "failed"), ("redis://:secret-word@192.0.2.1:1", "passed")):
            done = self.run_cli("doctor", "--deployment", "--format", "json", env={"REDIS_URL": url})
            self.assertNotIn(b"secret-word", done.stdout + done.stderr)
            items = {item["id"]: item for section in json.loads(done.stdout)["sections"] for item in section["items"]}
            self.assertEqual(items["redis_access"]["state"], state)


class RunningServer(DeploymentCase):
    def serve(self, *arguments, env=None):
        server = api_client.Server(test_cli.PROGRAM, self.data, *arguments, env=self.environment(**(env or {})))
        self.addCleanup(lambda: server.process.poll() is None and server.close())
        return server, ["--server", f"http://127.0.0.1:{server.port}"]

    def test_a_good_one(self):
        server, asked = self.serve()
        items = self.check(*asked)
        for name in ("compression", "metrics_endpoint", "strangers", "foreign_hosts", "ready"):
            self.assertEqual(items[name]["state"], "passed", items[name])
        self.assertEqual(items["latency"]["state"], "not_applicable", "nobody has asked anything yet")
        for _ in range(60):
            self.assertEqual(server.post("/analyze", {"company": "Tesla", "frameworks": ["porter"]}).status, 200)
            self.assertEqual(server.get("/reports").status, 200)
        items = self.check(*asked)
        for name in ("latency", "store_latency", "hit_rate"):
            self.assertEqual(items[name]["state"], "passed", items[name])
        self.assertEqual(server.get("/reports").status, 200, "it goes on")

    def test_bad_ones(self):
        server, asked = self.serve("--allow-anonymous", env={"ENABLE_PERFORMANCE_METRICS": "false"})
        items = self.check(*asked)
        self.assertEqual([items[name]["state"] for name in ("strangers", "metrics_endpoint")], ["failed", "failed"])
        server.close()
        items = self.check(*asked)
        self.assertEqual({items[name]["state"] for name in ("compression", "latency", "ready", "strangers")}, {"failed"})

    def test_offline_nothing_is_asked(self):
        _, asked = self.serve()
        item = self.check(*asked, "--offline")["ready"]
        self.assertEqual(item["state"], "failed")


if __name__ == "__main__":
    test_cli.PROGRAM, test_cli.PROJECT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
