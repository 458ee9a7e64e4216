#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs a bundle made of small files by packaging/linux/setup.sh, updates it, refuses, interrupts, and takes it away.

usage: test_setup.py PROJECT
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PROJECT = pathlib.Path(sys.argv.pop(1))
SHARED = ["applications/io.github.consultantos.desktop", "icons/hicolor/scalable/apps/consultantos.svg",
          "icons/hicolor/scalable/mimetypes/application-vnd.consultantos.sealed.svg",
          "mime/packages/io.github.consultantos.xml", "metainfo/io.github.consultantos.metainfo.xml",
          "bash-completion/completions/consultantos-cli", "fish/vendor_completions.d/consultantos-cli.fish",
          "zsh/vendor-completions/_consultantos-cli", "man/man1/consultantos.1.gz", "man/man1/consultantos-cli.1.gz"]
UNITS = ["consultantos-backup.service", "consultantos-backup.timer", "consultantos-monitors.service",
         "consultantos-monitors.timer"]


class Setup(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="consultantos-setup-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.home = self.folder / "home"
        self.home.mkdir()
        self.bundle = self.folder / "bundle"
        for name in SHARED:
            self.write(self.bundle / "share" / name, name)
        linux = PROJECT / "packaging/linux"
        shutil.copy(linux / "io.github.consultantos.desktop", self.bundle / "share/applications")
        for unit in UNITS:
            self.write(self.bundle / "lib/systemd/user" / unit, (linux / unit).read_text(encoding="utf-8"))
        for name in ["consultantos", "consultantos-cli"]:
            self.write(self.bundle / "bin" / name, "#!/bin/sh\necho started\n", 0o755)
        shutil.copy(linux / "setup.sh", self.bundle / "setup.sh")
        self.program = self.home / ".local/opt/consultantos"

    @staticmethod
    def write(path, text, mode=0o644):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)

    def environment(self, **more):
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], **more}

    def setup(self, *arguments, script=None, umask=None, **more):
        place = [] if "--prefix" in arguments or script else ["--user"]
        return subprocess.run(["sh", str(script or self.bundle / "setup.sh"), *place, *arguments], text=True,
                              capture_output=True, env=self.environment(**more), check=False,
                              preexec_fn=None if umask is None else lambda: os.umask(umask))

    def installed(self, *arguments, **more):
        done = self.setup(*arguments, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done

    def files(self):
        return sorted(str(path.relative_to(self.home)) for path in self.home.rglob("*")
                      if path.is_file() or path.is_symlink())

    def test_what_it_puts_it_takes_away(self):
        self.installed()
        self.assertEqual(subprocess.run([self.home / ".local/bin/consultantos-cli"], capture_output=True, text=True,
                                        check=True).stdout, "started\n")
        share = self.home / ".local/share"
        for name in ["fish/vendor_completions.d/consultantos-cli.fish", "zsh/site-functions/_consultantos-cli",
                     "bash-completion/completions/consultantos-cli", "man/man1/consultantos.1.gz"]:
            self.assertTrue((share / name).is_file(), name)
        self.assertIn(f'Exec="{self.program}/bin/consultantos" %F',
                      (share / "applications/io.github.consultantos.desktop").read_text(encoding="utf-8"))
        for unit in ["backup", "monitors"]:
            self.assertIn(f'ExecStart="{self.program}/bin/consultantos-cli" --quiet',
                          (share / f"systemd/user/consultantos-{unit}.service").read_text(encoding="utf-8"))
        self.installed(script=self.program / "setup.sh", *["--uninstall"])
        self.assertEqual(self.files(), [])
        self.assertEqual(list((self.home / ".local/share").rglob("*")), [])

    def test_an_update_leaves_nothing_of_the_former(self):
        self.installed()
        self.write(self.bundle / "bin/consultantos-cli", "#!/bin/sh\necho newer\n", 0o755)
        self.installed("--no-desktop")
        self.assertFalse((self.home / ".local/share/applications/io.github.consultantos.desktop").exists())
        self.assertFalse(pathlib.Path(f"{self.program}.old").exists())
        self.installed("--uninstall")
        self.assertEqual(self.files(), [])

    def test_what_is_there_and_not_ours_stays(self):
        command = self.home / ".local/bin/consultantos-cli"
        for make in [lambda: self.write(command, "mine"), lambda: command.symlink_to("/bin/true"),
                     lambda: command.symlink_to("/nonexistent")]:
            command.parent.mkdir(parents=True, exist_ok=True)
            make()
            refused = self.setup()
            self.assertEqual(refused.returncode, 1)
            self.assertIn("isn't ours", refused.stderr)
            self.assertEqual(self.files(), [".local/bin/consultantos-cli"])
            command.unlink()
        self.write(self.program / "mine", "mine")
        self.assertIn("isn't an installation of ours", self.setup().stderr)
        self.assertEqual(self.files(), [".local/opt/consultantos/mine"])

    def test_an_uninstall_spares_a_command_that_has_become_anothers(self):
        self.installed()
        command = self.home / ".local/bin/consultantos-cli"
        command.unlink()
        self.write(command, "mine")
        self.installed("--uninstall")
        self.assertEqual(self.files(), [".local/bin/consultantos-cli"])

    def test_a_copy_that_fails_is_told_in_one_line_and_leaves_nothing(self):
        self.write(self.folder / "bin/cp", "#!/bin/sh\nfor f in 1 2 3; do echo \"cp: $f: No space left\" >&2; done\n"
                   "mkdir -p \"$3\"; exit 1\n", 0o755)
        refused = self.setup(PATH=f"{self.folder}/bin:{os.environ['PATH']}")
        self.assertEqual(refused.returncode, 1)
        self.assertEqual(refused.stderr.count("No space left"), 1)
        self.assertIn("nothing was changed", refused.stderr)
        self.assertEqual(self.files(), [])
        self.assertFalse(pathlib.Path(f"{self.program}.new").exists())

    def test_an_interruption_leaves_the_former_version(self):
        self.installed()
        before = self.files()
        self.write(self.folder / "bin/cp", "#!/bin/sh\nmkdir -p \"$3\"\nsleep 60\n", 0o755)
        # A process group of its own, as a terminal's Ctrl-C reaches all of it.
        with subprocess.Popen(["sh", str(self.bundle / "setup.sh"), "--user"], start_new_session=True,
                              stderr=subprocess.PIPE, text=True,
                              env=self.environment(PATH=f"{self.folder}/bin:{os.environ['PATH']}")) as running:
            for _ in range(500):
                if pathlib.Path(f"{self.program}.new").exists():
                    break
                time.sleep(0.01)
            os.killpg(running.pid, signal.SIGINT)
            self.assertIn("nothing was changed", running.communicate(timeout=20)[1])
            self.assertNotEqual(running.returncode, 0)
        self.assertEqual(self.files(), before)
        self.assertFalse(pathlib.Path(f"{self.program}.new").exists())

    def test_odd_folders(self):
        place = self.home / "a b|&c"
        self.installed("--prefix", str(place))
        self.assertIn(f'Exec="{place}/consultantos/bin/consultantos"',
                      (place / "share/applications/io.github.consultantos.desktop").read_text(encoding="utf-8"))
        self.installed("--uninstall", script=place / "consultantos/setup.sh")
        self.assertEqual(self.files(), [])
        for name in ['a"b', "a$b", "a`b", "a%b", "a\\b"]:
            refused = self.setup("--prefix", str(self.home / name))
            self.assertEqual(refused.returncode, 1, name)
            self.assertIn("choose another place", refused.stderr)
        self.assertEqual(self.files(), [])

    def test_purge_takes_the_program_s_own_folder_alone(self):
        data = self.home / ".local/share/consultantos"
        self.installed()
        self.write(data / "settings.json", "{}")
        kept = self.setup("--uninstall")
        self.assertIn("--purge", kept.stderr)
        self.assertTrue((data / "settings.json").exists())
        self.installed()
        self.installed("--uninstall", "--purge")
        self.assertFalse(data.exists())

        mine = self.home / "Documents"
        self.write(mine / "library.db", "")
        self.write(mine / "letter.txt", "")
        self.installed()
        said = self.installed("--uninstall", "--purge", CONSULTANTOS_DATA_DIR=str(mine))
        self.assertIn(str(mine), said.stderr)
        self.assertTrue((mine / "letter.txt").exists())

    @unittest.skipUnless(os.geteuid() == 0, "only root installs for others")
    def test_root_s_umask_shuts_nobody_out(self):
        for path in [self.bundle, *self.bundle.rglob("*")]:
            path.chmod(path.stat().st_mode & 0o700)
        place = self.home / "all"
        self.installed("--prefix", str(place), umask=0o077)
        for path in [place, *place.rglob("*")]:
            if not path.is_symlink():
                self.assertTrue(path.stat().st_mode & 0o004, path)

    @unittest.skipIf(os.geteuid() == 0, "root may write anywhere")
    def test_a_place_that_can_t_be_written(self):
        refused = self.setup("--prefix", "/usr")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("can't be written by you", refused.stderr)


if __name__ == "__main__":
    unittest.main()
