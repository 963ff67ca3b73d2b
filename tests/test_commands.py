"""tools/book.py: each thing that can be wrong with a machine gives one line that says what to do."""

import ast
import http.server
import os
import sys
import threading
import time
import urllib.request

import pytest


def line(commands, capsys, *words):
    """The one line with which a command stops."""
    with pytest.raises(SystemExit) as stop:
        commands.main(list(words))
    message = str(stop.value)
    assert message.startswith("book.py: ") and "\n" not in message
    return message


def test_unsupported_python_and_no_other(commands, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(commands, "version", lambda *arguments: (3, 9))
    monkeypatch.setattr(commands.sys, "version_info", (3, 9, 1, "final", 0))
    assert "Python 3.11, 3.12 or 3.13 is needed" in line(commands, capsys, "build")


def test_python_without_its_venv_module(commands, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(commands, "version", lambda *arguments: None)
    assert "lacks the module venv" in line(commands, capsys, "build")


def test_another_python_is_found(commands, monkeypatch):
    monkeypatch.setattr(commands, "candidates", lambda: iter([["old"], ["new"]]))
    monkeypatch.setattr(
        commands, "version", lambda command, *modules: {"old": (3, 9), "new": (3, 12)}[command[0]]
    )
    assert commands.find_python() == ["new"]


def test_version_of_a_program_that_is_no_python(commands, tmp_path):
    assert commands.version([str(tmp_path / "nothing")]) is None
    assert commands.version([sys.executable]) == sys.version_info[:2]
    assert commands.version([sys.executable], "no_such_module") is None


@pytest.fixture
def venv(commands, monkeypatch, tmp_path):
    """The commands with an environment elsewhere and every call noted instead of made."""
    calls = []
    monkeypatch.setattr(commands, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(commands, "find_python", lambda: ["python"])

    def run(command, failure, **settings):
        calls.append(command[1:3])
        if "venv" in command:
            (tmp_path / ".venv").mkdir()

    monkeypatch.setattr(commands, "run", run)
    return calls


MAKE, INSTALL = ["-m", "venv"], ["-m", "pip"]


def test_environment_is_made_once(commands, venv, monkeypatch):
    commands.environment(here=False)
    assert venv == [MAKE, INSTALL]
    monkeypatch.setattr(commands, "version", lambda *arguments: (3, 12))
    commands.environment(here=False)
    assert venv == [MAKE, INSTALL]


def test_broken_environment_is_made_anew(commands, venv):
    commands.VENV.mkdir()
    (commands.VENV / "igf1r-pins").write_text(commands.pins())
    commands.environment(here=False)
    assert venv == [MAKE, INSTALL]


def test_changed_pins_and_half_finished_installs_are_installed(commands, venv, monkeypatch):
    monkeypatch.setattr(commands, "version", lambda *arguments: (3, 12))
    commands.VENV.mkdir()
    (commands.VENV / "igf1r-pins").write_text("older pins")
    commands.environment(here=False)
    assert venv == [INSTALL]


def test_interrupted_install_is_repeated(commands, venv, monkeypatch):
    monkeypatch.setattr(commands, "version", lambda *arguments: (3, 12))
    commands.VENV.mkdir()
    (commands.VENV / "igf1r-pins").write_text("older pins")

    def interrupted(command, failure, **settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    with pytest.raises(KeyboardInterrupt):
        commands.environment(here=False)
    assert not (commands.VENV / "igf1r-pins").exists()


def test_failed_command_stops_with_its_line(commands, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    with pytest.raises(commands.Stop, match="^what to do$"):
        commands.run([sys.executable, "-c", "raise SystemExit(3)"], "what to do")


def test_interrupted_build_says_so_and_leaves_nothing(commands, capsys, monkeypatch, tmp_path):
    for name, path in {"BUILD": "_build", "HTML": "_build/html", "DOCTREES": "_build/doctrees"}.items():
        monkeypatch.setattr(commands, name, tmp_path / path)

    def interrupted(command, failure, **settings):
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    assert "interrupted" in line(commands, capsys, "build", "--here", "--stored")
    assert list((tmp_path / "_build").iterdir()) == []


def test_leftovers_of_a_killed_build_are_removed(commands, monkeypatch, tmp_path):
    for name, path in {"BUILD": "_build", "HTML": "_build/html", "DOCTREES": "_build/doctrees"}.items():
        monkeypatch.setattr(commands, name, tmp_path / path)
    old, young = tmp_path / "_build" / "next-old", tmp_path / "_build" / "next-young"
    old.mkdir(parents=True)
    young.mkdir()
    long_ago = time.time() - 2 * commands.ABANDONED
    os.utime(old, (long_ago, long_ago))
    monkeypatch.setattr(commands, "run", lambda *arguments, **settings: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        commands.make_html("python")
    assert young.exists() and not old.exists()


def test_serve_without_a_book(commands, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "HTML", tmp_path / "html")
    assert "run the command build" in line(commands, capsys, "serve")


def test_taken_port(commands, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(commands, "HTML", tmp_path)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.SimpleHTTPRequestHandler) as taken:
        port = taken.server_port
        assert f"port {port} is taken" in line(commands, capsys, "serve", "--port", str(port))
        free = commands.listen([port, 0], http.server.SimpleHTTPRequestHandler)
        assert free.server_port != port
        free.server_close()


@pytest.mark.parametrize("number", ["99999", "-1", "0", "http"])
def test_what_is_no_port(commands, capsys, number):
    with pytest.raises(SystemExit):
        commands.main(["serve", f"--port={number}"])
    assert capsys.readouterr().err.endswith(f"{number!r} is not allowed; allowed: 1 to 65535\n")


def test_serve_shows_the_book(commands, capsys, monkeypatch, tmp_path):
    (tmp_path / "index.html").write_text("the book", "utf8")
    monkeypatch.setattr(commands, "HTML", tmp_path)
    servers = []
    listen = commands.listen
    monkeypatch.setattr(
        commands, "listen", lambda *arguments: servers.append(listen(*arguments)) or servers[0]
    )
    thread = threading.Thread(target=commands.main, args=(["serve"],))
    thread.start()
    while not servers:
        time.sleep(0.01)
    with urllib.request.urlopen(f"http://localhost:{servers[0].server_port}/") as answer:
        assert answer.read() == b"the book"
    servers[0].shutdown()
    thread.join()
    servers[0].server_close()


def test_no_browser_and_no_right_to_install_one(commands, monkeypatch):
    monkeypatch.delenv("IGF1R_BROWSER", raising=False)
    monkeypatch.setattr(commands, "find_browser", lambda: None)
    monkeypatch.setattr(commands, "installing_rights", lambda: None)
    with pytest.raises(commands.Stop, match="install it yourself"):
        commands.browser()


def test_named_browser_that_is_none(commands, monkeypatch):
    monkeypatch.setenv("IGF1R_BROWSER", "no-such-program")
    with pytest.raises(commands.Stop, match="no-such-program"):
        commands.browser()


def test_commands_start_on_a_python_too_old_for_the_book(commands):
    ast.parse((commands.ROOT / "tools" / "book.py").read_text("utf8"), feature_version=(3, 7))


def test_pins_change_with_the_place_of_the_checkout(commands, monkeypatch, tmp_path):
    before = commands.pins()
    assert before == commands.pins()
    for name in ("requirements.txt", "pyproject.toml"):
        (tmp_path / name).write_bytes((commands.ROOT / name).read_bytes())
    monkeypatch.setattr(commands, "ROOT", tmp_path)
    assert commands.pins() != before
