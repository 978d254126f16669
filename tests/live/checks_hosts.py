"""dockwright hosts: the machines that a person works with."""
import os
import shutil

from check import NotYet, part
from processes import ran


@part("far", "hosts")
def hosts_over_ssh(bed, check):
    done = bed.act("hosts", "add", "far")
    check("hosts add takes an alias of ~/.ssh/config", done.returncode == 0, done)
    check("hosts lists it", "far" in bed.dockwright("hosts", "list").stdout, bed.dockwright("hosts", "list"))
    check("hosts list is JSON on demand", any("far" in str(h) for h in bed.json("hosts", "list")))
    done = bed.dockwright("hosts", "test", "far", seconds=60)
    check("hosts test reaches it", done.returncode == 0 and "far" in done.stdout, done)
    check("hosts test names its engine's version", bed.engine.ask("version", "--format", "{{.Server.Version}}") in done.stdout, done)
    bed.far.gate.refusing = True
    bed.far.gate.cut()
    done = bed.dockwright("hosts", "test", "far", seconds=60)
    check("hosts test of a machine that hangs up says so", done.returncode != 0 and "far" in done.stdout + done.stderr, done)
    bed.far.gate.refusing = False
    done = bed.act("hosts", "remove", "far")
    check("hosts remove takes it away", done.returncode == 0 and not any(
        str(h.get("name")) == "far" and "config" not in str(h) for h in bed.json("hosts", "list")), done)
    check("and leaves ~/.ssh/config as it was", "Host far\n" in (bed.far.home / ".ssh/config").read_text())


@part("far", "hosts")
def hosts_refused(bed, check):
    check.refused("hosts add of a name that would be an option of ssh", bed.act("hosts", "add", "ssh://-oProxyCommand=x"))
    check.refused("hosts remove of what isn't there", bed.act("hosts", "remove", "nobody"), "nobody")


def asks_for(bed, method):
    """From now on the far machine takes no key, but a password, by this of ssh's methods; no user is made for it."""
    gate, password = bed.far.gate, "open sesame"
    hashed = ran("openssl", "passwd", "-6", password).strip()
    shadow, rules = bed.folder / "far.shadow", bed.folder / "far.pam"
    shadow.write_text(f"root:{hashed}:20000:0:99999:7:::\n")
    rules.write_text("auth required pam_unix.so\naccount required pam_permit.so\nsession required pam_permit.so\n")
    bed.far.run("mount", "--bind", shadow, "/etc/shadow")
    bed.far.run("mount", "--bind", rules, "/etc/pam.d/sshd")
    before = gate.configuration.read_text()
    lines = [line for line in before.splitlines() if not line.startswith(("UsePAM", "Password", "Kbd", "PermitRoot", "Authorized"))]
    pam = "yes" if method == "keyboard-interactive" else "no"
    lines += [f"UsePAM {pam}", "PermitRootLogin yes", f"AuthenticationMethods {method}", "PasswordAuthentication yes",
              "KbdInteractiveAuthentication yes", "AuthorizedKeysFile none"]
    gate.configuration.write_text("\n".join(lines) + "\n")

    def undo():
        gate.configuration.write_text(before)
        bed.far.run("umount", "/etc/shadow")
        bed.far.run("umount", "/etc/pam.d/sshd")
        gate.cut()
    gate.cut()  # a connection that is shared was let in by its key
    return password, undo


@part("far", "hosts", "ps")
def hosts_login(bed, check):
    missing = [p for p in ("/etc/pam.d/sshd", "/etc/shadow", shutil.which("openssl") or "openssl") if not os.path.exists(p)]
    if missing:
        raise NotYet(f"no {', '.join(missing)} here")
    bed.act("hosts", "add", "far")
    for method in ("password", "keyboard-interactive"):
        password, undo = asks_for(bed, method)
        try:
            bed.running("train", at=bed.engine)
            check.refused(f"a machine that asks for a {method} names the login", bed.dockwright("ps", "--host", "far", seconds=60),
                          "hosts login ssh://far")
            shell = bed.terminal("hosts", "login", "ssh://far")
            check(f"hosts login asks at the terminal ({method})", shell.wait_for("assword:", 20), shell.shown)
            shell.press(password + "\n")
            check.equal("and logs in", shell.end(), 0)
            check("the password is not shown", password not in shell.shown, shell.shown)
            count = bed.far.gate.connections()
            for _ in range(3):
                done = bed.dockwright("ps", "--host", "far", seconds=60)
                check("the commands after it go through that login", done.returncode == 0 and "train" in done.stdout, done)
            check.equal("and open no other connection", bed.far.gate.connections(), count)
            bed.far.gate.cut()
            check.refused("when it has ended, the login is named again", bed.dockwright("ps", "--host", "far", seconds=60),
                          "hosts login ssh://far")
            shell = bed.terminal("hosts", "login", "far")
            for _ in range(3):
                shell.wait_for("assword:", 20)
                shell.press("wrong\n")
            check("a wrong password fails with a sentence", shell.end(60) == 2 and "dockwright:" in shell.shown, shell.shown)
        finally:
            undo()
            bed.engine.clear()
    check.equal("with the key it works as before", bed.dockwright("ps", "--host", "far", seconds=60).returncode, 0)
    bed.act("hosts", "remove", "far")
