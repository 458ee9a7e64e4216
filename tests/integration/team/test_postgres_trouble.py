# SPDX-License-Identifier: GPL-3.0-or-later
"""A team's PostgreSQL server with TLS, with a full disk, and with users of unlike rights behind one login.

Usage: test_postgres_trouble.py PROGRAM PROJECT [unittest's arguments]"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, PROJECT = (os.path.abspath(path) for path in sys.argv[1:3])
sys.path[:0] = [os.path.join(PROJECT, "tests", "load"), os.path.join(PROJECT, "tests", "cli")]
import api_client  # noqa: E402
import team_chaos  # noqa: E402

PATIENCE = 120


def environment(**more):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CONSULTANTOS_DATA", "PG"))}
    kept.update(LC_ALL="C.UTF-8", CONSULTANTOS_LANGUAGE="en", **more)
    return kept


class Server(unittest.TestCase):
    """A folder and a server of the test's own."""

    def make_folder(self):
        folder = tempfile.mkdtemp(prefix="consultantos-trouble-")
        os.chmod(folder, 0o711)
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        return folder

    def start(self, folder, options=""):
        where = os.path.join(folder, "server")
        os.makedirs(where)
        server = team_chaos.Postgres(where, options)
        self.addCleanup(server.kill)
        return server

    def sql(self, server, statement, database="team"):
        server.run("psql", "-h", "127.0.0.1", "-p", str(server.port), "-U", "dba", "-v", "ON_ERROR_STOP=1", "-qc", statement,
                   database)

    def program(self, folder, store, *arguments, **more):
        return subprocess.run([PROGRAM, "--data-dir", os.path.join(folder, "desk"), "--store", store, *arguments],
                              capture_output=True, timeout=PATIENCE, env=environment(**more), check=False)


@unittest.skipUnless(shutil.which("openssl") and os.path.isdir("/usr/lib/postgresql"), "openssl or PostgreSQL is not installed")
class Tls(Server):
    def certify(self, folder, name):
        """An authority of that name; gives its certificate."""
        key, certificate = os.path.join(folder, name + ".key"), os.path.join(folder, name + ".crt")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-days", "2", "-subj", "/CN=" + name, "-keyout", key, "-out", certificate], check=True,
                       capture_output=True)
        return certificate

    def sign(self, folder, authority, host):
        key, request, certificate = (os.path.join(folder, "server." + end) for end in ("key", "csr", "crt"))
        subprocess.run(["openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                        "-subj", "/CN=" + host, "-keyout", key, "-out", request], check=True, capture_output=True)
        names = os.path.join(folder, "names")
        with open(names, "w", encoding="ascii") as file:
            file.write("subjectAltName=DNS:" + host)
        subprocess.run(["openssl", "x509", "-req", "-in", request, "-CA", authority, "-CAkey", authority[:-3] + "key",
                        "-CAcreateserial", "-days", "2", "-extfile", names, "-out", certificate], check=True,
                       capture_output=True)
        return certificate, key

    def test_verify_full_takes_our_authority_and_no_other(self):
        folder = self.make_folder()
        ours, others = self.certify(folder, "ours"), self.certify(folder, "others")
        certificate, key = self.sign(folder, ours, "localhost")
        server = self.start(folder)
        for path in (certificate, key):
            shutil.copy(path, server.folder)
        key = os.path.join(server.folder, "server.key")
        os.chmod(key, 0o600)
        if server.user:
            shutil.chown(key, server.user)
        server.kill()
        with open(os.path.join(server.data, "pg_hba.conf"), "w", encoding="ascii") as file:
            file.write("host all dba 127.0.0.1/32 trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n")
        server.options = f"-c ssl=on -c ssl_cert_file={server.folder}/server.crt -c ssl_key_file={key}"
        server.start()
        address = f"postgresql://keeper:keeper@localhost:{server.port}/team?sslmode=verify-full&sslrootcert="
        done = self.program(folder, address + ours, "library", "list")
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        refused = self.program(folder, address + others, "library", "list")
        self.assertEqual(refused.returncode, 1)
        self.assertIn(b"certificate", refused.stderr)
        self.assertNotIn(b"keeper:keeper", refused.stderr)
        # The certificate is of another name.
        wrong = self.program(folder, address.replace("localhost", "127.0.0.1") + ours, "library", "list")
        self.assertEqual(wrong.returncode, 1)
        # The server lets nobody in without TLS.
        plain = self.program(folder, f"postgresql://keeper:keeper@localhost:{server.port}/team?sslmode=disable", "library", "list")
        self.assertEqual(plain.returncode, 1)
        # Nothing was kept in files instead.
        self.assertFalse(os.path.exists(os.path.join(folder, "desk", "library.db")))


@unittest.skipUnless(os.path.isdir("/usr/lib/postgresql"), "PostgreSQL is not installed")
class FullDisk(Server):
    def setUp(self):
        folder = self.make_folder()
        self.small = os.path.join(folder, "small")
        os.makedirs(self.small)
        if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", self.small],
                                               capture_output=True, check=False).returncode != 0:
            self.skipTest("no file system can be mounted here")
        self.addCleanup(self.unmount)
        self.folder = folder

    def unmount(self):
        subprocess.run(["umount", self.small], check=True)

    def test_changes_fail_reading_goes_on_and_room_heals(self):
        server = self.start(self.folder)
        space = os.path.join(self.small, "space")
        os.makedirs(space)
        shutil.chown(space, server.user)
        self.sql(server, f"CREATE TABLESPACE small LOCATION '{space}'", "postgres")
        self.sql(server, "CREATE DATABASE tight OWNER keeper ENCODING 'UTF8' TEMPLATE template0 TABLESPACE small", "postgres")
        store = f"postgresql://keeper:keeper@127.0.0.1:{server.port}/tight"
        analyse = ("analyze", "Tesla", "--frameworks", "porter", "--depth", "quick", "--format", "md")
        first = self.program(self.folder, store, *analyse)
        self.assertEqual(first.returncode, 0, first.stderr.decode())
        ballast = os.path.join(self.small, "ballast")
        with open(ballast, "wb") as file:
            try:
                while True:
                    file.write(b"\0" * 65536)
                    file.flush()
            except OSError:
                pass
        document = os.path.join(self.folder, "large.txt")
        with open(document, "w", encoding="utf-8") as file:
            for line in range(60_000):
                file.write(f"Line {line} of a report tells of {line * 7919 % 104729} anvils that coyotes bought.\n\n")
        full = self.program(self.folder, store, "import", document)
        self.assertEqual(full.returncode, 1, full.stderr.decode())
        self.assertIn("disk is full", full.stderr.decode().lower())
        # Reading goes on, and what was there is whole.
        listed = self.program(self.folder, store, "library", "list", "--format", "json")
        self.assertEqual(listed.returncode, 0, listed.stderr.decode())
        self.assertEqual(len(json.loads(listed.stdout)["reports"]), 1)
        os.remove(ballast)
        with open(document, "w", encoding="utf-8") as file:
            file.write("Coyotes bought anvils.\n")
        healed = self.program(self.folder, store, "import", document)
        self.assertEqual(healed.returncode, 0, healed.stderr.decode())


@unittest.skipUnless(os.path.isdir("/usr/lib/postgresql"), "PostgreSQL is not installed")
class Rights(Server):
    """serve knows its users itself and speaks for them: what they may do in the store is the store's to say."""

    def test_users_of_unlike_rights(self):
        folder = self.make_folder()
        server = self.start(folder)
        keeper = server.url
        data = os.path.join(folder, "desk")
        made = self.program(folder, keeper, "analyze", "Tesla", "--frameworks", "porter", "--depth", "quick", "--format", "md")
        self.assertEqual(made.returncode, 0, made.stderr.decode())
        tokens = {}
        for name in ("anna", "bob", "carl"):
            for arguments in (("users", "add", name, "--role", "admin"), ("users", "allow", name)):
                done = self.program(folder, keeper, *arguments)
                self.assertEqual(done.returncode, 0, done.stderr.decode())
            tokens[name] = self.program(folder, keeper, "users", "token", name).stdout.decode().strip()
        # Once, so that all stores of a server are there; by their owner.
        first = api_client.Server(PROGRAM, data, "--store", keeper, env=environment())
        first.close()
        self.sql(server, "CREATE ROLE desk LOGIN PASSWORD 'desk'; GRANT CONNECT ON DATABASE team TO desk", "team")
        self.sql(server, "INSERT INTO consultantos.services VALUES('desk')")
        for name, role in (("desk", "editor"), ("anna", "editor"), ("bob", "reader")):
            self.sql(server, f"INSERT INTO consultantos.rights VALUES('main', '{name}', '{role}')")
        serve = api_client.Server(PROGRAM, data, "--store", f"postgresql://desk:desk@127.0.0.1:{server.port}/team",
                                  env=environment())
        self.addCleanup(serve.close)
        body = {"company": "Ford", "frameworks": ["porter"], "depth": "quick"}
        seen = {name: serve.get("/reports", token=tokens[name]) for name in tokens}
        self.assertEqual({name: answer.status for name, answer in seen.items()}, {"anna": 200, "bob": 200, "carl": 403})
        self.assertEqual(len(seen["anna"].json()["reports"]), 1)
        report = seen["anna"].json()["reports"][0]["report_id"]
        self.assertEqual(len(seen["bob"].json()["reports"]), 1)
        asked = {name: serve.post("/analyze", body, token=tokens[name]).status for name in tokens}
        self.assertEqual(asked, {"anna": 200, "bob": 403, "carl": 403})
        later = {name: serve.post("/analyze/async", body, token=tokens[name]).status for name in tokens}
        self.assertEqual(later, {"anna": 202, "bob": 403, "carl": 403})
        removed = {name: serve.request("DELETE", f"/reports/{report}", token=tokens[name]).status for name in ("carl", "bob", "anna")}
        self.assertEqual(removed, {"carl": 403, "bob": 403, "anna": 204})
        # A right that is taken away is gone with the next request.
        self.sql(server, "DELETE FROM consultantos.rights WHERE person = 'bob'")
        self.assertEqual(serve.get("/reports", token=tokens["bob"]).status, 403)
        # The folder's own token speaks for the server itself.
        self.assertEqual(serve.get("/reports").status, 200)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
