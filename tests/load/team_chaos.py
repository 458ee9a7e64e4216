# SPDX-License-Identifier: GPL-3.0-or-later
"""A team under ill treatment: one server, workers, a real Redis, and analyses that must all be done exactly once.

Usage: team_chaos.py PROGRAM [--analyses N] [--workers N] [--seed N] [--store URL | --postgres] [--netns] [--json FILE]
       team_chaos.py PROGRAM --scaling [--analyses N]

While the analyses are ordered and done, workers are killed (SIGKILL) at random and started again, or frozen for a while and
let go on, Redis is killed and restarted, once with its append-only file and once with nothing, and the workers' network to it is cut for a while. At the
end every job must be completed in the store, each with a report of its own, and the library must have no others.
--store is passed on to server and workers (PostgreSQL), each of which then has a data folder of its own; without it all share
one. --postgres starts such a server, which is killed and restarted with the rest.
--netns puts the workers into a network namespace of their own, whose link is taken down and up again for a cut: Redis and
PostgreSQL are away at once, as with a cable pulled. That needs root; without it a proxy before Redis falls silent instead.
--scaling measures 1 to 4 workers instead, with nothing killed."""
import argparse
import json
import os
import pwd
import random
import select
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "cli")]
import api_client  # noqa: E402

COMPANIES = ["Tesla", "Ford", "General Motors", "Apple", "Microsoft"]
USERS = ["anna", "ben", "chloe", "david", "eva"]
LEASE = 3
PATIENCE = 900


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Redis:
    """A redis-server with an append-only file in a folder of its own."""

    def __init__(self, folder, addresses=("127.0.0.1",)):
        self.folder, self.port, self.process, self.addresses = folder, free_port(), None, addresses
        self.start()

    def start(self):
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", *self.addresses, "--protected-mode", "no", "--dir", self.folder, "--save", "",
             "--appendonly", "yes", "--appendfsync", "everysec", "--loglevel", "warning"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                    connection.sendall(b"PING\r\n")
                    if connection.recv(64).startswith(b"+PONG"):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("redis-server does not answer")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def forget(self):
        shutil.rmtree(os.path.join(self.folder, "appendonlydir"), ignore_errors=True)


class Postgres:
    """A PostgreSQL server in a folder of its own, as another user where this one is root, as it wants it."""

    def __init__(self, folder, options=""):
        self.folder, self.port, self.options, self.addresses = folder, free_port(), options, "127.0.0.1"
        self.data = os.path.join(folder, "data")
        versions = sorted(os.listdir("/usr/lib/postgresql"), key=int) if os.path.isdir("/usr/lib/postgresql") else []
        self.programs = f"/usr/lib/postgresql/{versions[-1]}/bin" if versions else os.path.dirname(shutil.which("initdb"))
        self.user = None
        if os.geteuid() == 0:
            self.user = "postgres" if any(one.pw_name == "postgres" for one in pwd.getpwall()) else "nobody"
            shutil.chown(folder, self.user)
            for above in (os.path.dirname(folder), os.path.dirname(os.path.dirname(folder))):
                if above.startswith(tempfile.gettempdir() + os.sep):
                    os.chmod(above, 0o711)
        self.run("initdb", "-D", self.data, "-E", "UTF8", "--locale=C", "-A", "trust", "-U", "dba")
        self.start()
        for statement in ("CREATE ROLE keeper LOGIN PASSWORD 'keeper'",
                          "CREATE DATABASE team OWNER keeper ENCODING 'UTF8' TEMPLATE template0"):
            self.run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "dba", "-qc", statement, "postgres")
        self.url = f"postgresql://keeper:keeper@127.0.0.1:{self.port}/team"

    def run(self, program, *arguments):
        subprocess.run([os.path.join(self.programs, program), *arguments], check=True, user=self.user, cwd=self.folder,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), "-o",
                 f"-p {self.port} -k {self.folder} -c listen_addresses={self.addresses} {self.options}", "start")

    def listen_at(self, address):
        """From there, too, with a password."""
        self.kill()
        with open(os.path.join(self.data, "pg_hba.conf"), "a", encoding="ascii") as file:
            file.write(f"host all all {address}/30 scram-sha-256\n")
        self.addresses += "," + address
        self.start()

    def kill(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")


class Namespace:
    """A network of the workers' own: a virtual link of two ends, ours in this namespace, theirs in another."""

    def __init__(self):
        self.name = f"cos{os.getpid()}"
        self.link = f"cv{os.getpid() % 1000000}"
        third = os.getpid() % 250
        self.here, there = f"10.213.{third}.1", f"10.213.{third}.2"
        self.ip("netns", "add", self.name)
        try:
            self.ip("link", "add", self.link, "type", "veth", "peer", "name", "desk", "netns", self.name)
            self.ip("address", "add", self.here + "/30", "dev", self.link)
            self.ip("link", "set", self.link, "up")
            self.ip("-n", self.name, "address", "add", there + "/30", "dev", "desk")
            self.ip("-n", self.name, "link", "set", "desk", "up")
            self.ip("-n", self.name, "link", "set", "lo", "up")
        except BaseException:
            self.close()
            raise

    @staticmethod
    def ip(*arguments):
        subprocess.run(["ip", *arguments], check=True, stdout=subprocess.DEVNULL)

    def cut(self, is_cut):
        self.ip("link", "set", self.link, "down" if is_cut else "up")

    def close(self):
        self.ip("netns", "delete", self.name)


class Proxy:
    """Passes bytes on to a port, or, while it is cut, nothing at all: connections stay open and say nothing."""

    def __init__(self, target):
        self.target, self.is_cut = target, False
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.pump, args=(client,), daemon=True).start()

    def pump(self, client):
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=2)
        except OSError:
            client.close()
            return
        other = {client: server, server: client}
        try:
            while True:
                ready, _, _ = select.select([client, server], [], [], 0.2)
                for end in ready:
                    data = end.recv(65536)
                    if not data:
                        return
                    while self.is_cut:
                        time.sleep(0.05)
                    other[end].sendall(data)
        except OSError:
            pass
        finally:
            client.close()
            server.close()


class Team:
    def __init__(self, arguments, folder, workers):
        self.arguments, self.data = arguments, os.path.join(folder, "data")
        os.makedirs(self.data)
        redis_folder = os.path.join(folder, "redis")
        os.makedirs(redis_folder)
        self.network = Namespace() if arguments.netns else None
        addresses = ["127.0.0.1"] + ([self.network.here] if self.network else [])
        self.redis = Redis(redis_folder, addresses)
        self.proxy = Proxy(self.redis.port)
        self.postgres = None
        if arguments.postgres:
            postgres_folder = os.path.join(folder, "postgres")
            os.makedirs(postgres_folder)
            try:
                self.postgres = Postgres(postgres_folder)
                if self.network:
                    self.postgres.listen_at(self.network.here)
            except BaseException:
                self.redis.kill()
                if self.network:
                    self.network.close()
                raise
            arguments.store = self.postgres.url
        self.store = ["--store", arguments.store] if arguments.store else []
        self.started = 0
        self.server, self.workers = None, []
        try:
            self.tokens = self.users()
            self.server = api_client.Server(arguments.program, self.data, *self.store,
                                            env=self.environment(self.redis.port))
            self.workers = [self.start_worker() for _ in range(workers)]
        except BaseException:
            self.close()
            raise

    def cut(self, is_cut):
        if self.network:
            self.network.cut(is_cut)
        else:
            self.proxy.is_cut = is_cut

    def environment(self, redis_port, host="127.0.0.1"):
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CONSULTANTOS_DATA")}
        # Without caches each analysis is worked out; what is measured is work, not look-ups.
        kept.update(WORK_QUEUE="redis", REDIS_URL=f"redis://{host}:{redis_port}", CONSULTANTOS_LANGUAGE="en",
                    CACHE_L1_SIZE_MB="0", CACHE_L3_SIZE_MB="0", LC_ALL="C.UTF-8")
        return kept

    def run(self, *arguments):
        done = subprocess.run([self.arguments.program, "--data-dir", self.data, *self.store, *arguments], check=True,
                              capture_output=True, env=self.environment(self.redis.port))
        return done.stdout.decode()

    def users(self):
        tokens = {}
        for name in USERS:
            self.run("users", "add", name)
            self.run("users", "allow", name)
            tokens[name] = self.run("users", "token", name).strip()
        return tokens

    def start_worker(self):
        self.started += 1
        folder = f"{self.data}-{self.started}" if self.store else self.data
        store, inside = self.store, []
        where = self.environment(self.proxy.port)
        if self.network:
            inside = ["ip", "netns", "exec", self.network.name]  # becomes the program: signals reach it
            where = self.environment(self.redis.port, self.network.here)
            store = [one.replace("127.0.0.1", self.network.here) for one in store]
        return subprocess.Popen(
            [*inside, self.arguments.program, "--data-dir", folder, *store, "worker", "--no-cache", "--quiet",
             "--concurrency", "1", "--lease", str(LEASE), "--attempts", "10", "--name", f"w{self.started}"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env=where)

    def kill_worker(self, at):
        self.workers[at].kill()
        self.workers[at].wait()
        self.workers[at] = self.start_worker()

    def order(self, number):
        """The job's id, however often it takes: what was refused may be tried again."""
        body = {"company": COMPANIES[number % len(COMPANIES)], "context": f"Order number {number}.",
                "frameworks": ["porter", "swot"], "depth": "quick"}
        headers = {"Idempotency-Key": f"order-{number}"}
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            answer = self.server.post("/analyze/async", body, headers=headers, timeout=60,
                                      token=self.tokens[USERS[number % len(USERS)]])
            if answer.status == 202:
                return answer.json()["job_id"]
            if answer.status not in (429, 503, 504):
                raise RuntimeError(f"order {number}: {answer.status} {answer.body[:300]}")
            time.sleep(0.5)
        raise RuntimeError(f"order {number} was refused for {PATIENCE} s")

    def states(self):
        if self.arguments.store:
            states, offset = {}, 0
            while True:
                answer = self.server.get(f"/jobs?limit=200&offset={offset}")
                if answer.status == 503:  # its store is being restarted
                    time.sleep(0.5)
                    continue
                jobs = answer.json()["jobs"]
                states.update({job["job_id"]: (job["status"], job["report_id"]) for job in jobs})
                offset += len(jobs)
                if not jobs:
                    return states
        with sqlite3.connect(f"file:{self.data}/jobs.db?mode=ro", uri=True, timeout=30) as store:
            return {job: (state, report) for job, state, report in
                    store.execute("SELECT id, state, report_id FROM jobs")}

    def attempts(self):
        if self.arguments.store:
            return None
        with sqlite3.connect(f"file:{self.data}/jobs.db?mode=ro", uri=True, timeout=30) as store:
            return dict(store.execute("SELECT fence, COUNT(*) FROM jobs GROUP BY fence"))

    def report_ids(self):
        if self.arguments.store:
            ids, offset = [], 0
            while offset is not None:
                page = self.server.get(f"/reports?limit=200&offset={offset}").json()
                ids += [report["report_id"] for report in page["reports"]]
                offset = page["next_offset"]
            return ids
        with sqlite3.connect(f"file:{self.data}/library.db?mode=ro", uri=True, timeout=30) as store:
            return [row[0] for row in store.execute("SELECT id FROM reports")]

    def close(self):
        """Stops all that was started, whatever state it is in."""
        for worker in self.workers:
            worker.send_signal(signal.SIGCONT)
            worker.send_signal(signal.SIGTERM)
        for worker in self.workers:
            try:
                worker.wait(timeout=120)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
        if self.server:
            self.server.close()
        self.redis.kill()
        if self.postgres:
            try:
                self.postgres.kill()
            except subprocess.CalledProcessError:
                pass  # killed, and not started again
        if self.network:
            self.network.close()


class Chaos(threading.Thread):
    def __init__(self, team, seed):
        super().__init__(daemon=True)
        self.team, self.random, self.ending = team, random.Random(seed), threading.Event()
        self.kills, self.freezes, self.restarts, self.cuts, self.failure = 0, 0, [], 0, None
        self.store_restarts = 0

    def run(self):
        try:
            step = 0
            while not self.ending.wait(self.random.uniform(0.5, 2.5)):
                step += 1
                if step % 12 == 4:
                    self.restart(is_kept=True)
                elif step % 12 == 8:
                    self.restart(is_kept=False)
                elif step % 12 == 10 and self.team.postgres:
                    self.team.postgres.kill()
                    self.ending.wait(self.random.uniform(0, 2))
                    self.team.postgres.start()
                    self.store_restarts += 1
                elif step % 12 in (2, 6):
                    frozen = self.team.workers[self.random.randrange(len(self.team.workers))]
                    frozen.send_signal(signal.SIGSTOP)
                    self.ending.wait(self.random.uniform(1, 2.5 * LEASE))
                    frozen.send_signal(signal.SIGCONT)
                    self.freezes += 1
                elif step % 12 == 0:
                    self.team.cut(True)
                    self.ending.wait(self.random.uniform(1, 2 * LEASE))
                    self.team.cut(False)
                    self.cuts += 1
                else:
                    self.team.kill_worker(self.random.randrange(len(self.team.workers)))
                    self.kills += 1
        except Exception as error:  # told at the end: a test whose trouble has stopped proves nothing
            self.failure = error

    def restart(self, is_kept):
        self.team.redis.kill()
        if not is_kept:
            self.team.redis.forget()
        self.ending.wait(self.random.uniform(0, 1))
        self.team.redis.start()
        self.restarts.append("kept" if is_kept else "empty")


def wait_for_all(team, jobs):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        states = team.states()
        if all(states.get(job, ("",))[0] not in ("queued", "running") for job in jobs):
            return states
        time.sleep(0.5)
    return team.states()


def chaos(arguments, folder):
    team = Team(arguments, folder, arguments.workers)
    began = time.monotonic()
    trouble = Chaos(team, arguments.seed)
    try:
        return torment(arguments, team, trouble, began)
    finally:
        trouble.ending.set()
        if trouble.is_alive():
            trouble.join(timeout=60)
        team.close()


def torment(arguments, team, trouble, began):
    trouble.start()
    jobs = [team.order(number) for number in range(arguments.analyses)]
    ordered = time.monotonic() - began
    wait_for_all(team, jobs)
    trouble.ending.set()
    trouble.join()
    states = wait_for_all(team, jobs)
    seconds = time.monotonic() - began
    reports = team.report_ids()
    told = [states.get(job, ("lost", None)) for job in jobs]
    counts = {state: sum(one[0] == state for one in told) for state in {one[0] for one in told}}
    result = {"analyses": arguments.analyses, "seconds": round(seconds, 1), "ordered_in_s": round(ordered, 1),
              "states": counts, "reports": len(reports), "distinct_reports": len(set(reports)),
              "kills": trouble.kills, "freezes": trouble.freezes, "redis_restarts": trouble.restarts, "network_cuts": trouble.cuts, "network": "namespace" if arguments.netns else "proxy",
              "store_restarts": trouble.store_restarts,
              "times_begun": team.attempts(), "store": "postgresql" if arguments.store else "sqlite"}
    made = {report for _, report in told}
    is_right = (len(set(jobs)) == arguments.analyses and counts == {"completed": arguments.analyses}
                and len(made) == arguments.analyses and sorted(reports) == sorted(made) and trouble.failure is None)
    result["exactly_once"] = is_right
    if trouble.failure:
        result["trouble"] = repr(trouble.failure)
    return result, is_right


def scaling(arguments, folder):
    rows = []
    # Up and down again: on a busy machine the two passes show how far a figure is to be believed.
    for turn, workers in enumerate([1, 2, 4, 4, 2, 1]):
        team = Team(arguments, os.path.join(folder, str(turn)), 0)
        try:
            jobs = [team.order(number) for number in range(arguments.analyses)]
            began = time.monotonic()
            team.workers = [team.start_worker() for _ in range(workers)]
            states = wait_for_all(team, jobs)
            seconds = time.monotonic() - began
        finally:
            team.close()
        done = sum(states[job][0] == "completed" for job in jobs)
        rows.append({"workers": workers, "analyses": done, "seconds": round(seconds, 1),
                     "per_minute": round(done / seconds * 60, 1), "load": round(os.getloadavg()[0], 1)})
        print(json.dumps(rows[-1]), flush=True)
    return {"scaling": rows}, all(row["analyses"] == arguments.analyses for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--analyses", type=int, default=500)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--store")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--netns", action="store_true")
    parser.add_argument("--scaling", action="store_true")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="consultantos-team-") as folder:
        if arguments.scaling:
            arguments.analyses = min(arguments.analyses, 60)
        result, is_right = (scaling if arguments.scaling else chaos)(arguments, folder)
    print(json.dumps(result, indent=2))
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(result, file, indent=2)
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
