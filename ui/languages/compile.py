#!/usr/bin/python3
"""Usage: compile.py LANGUAGES OUTPUT. Checks the catalogues (*.po) and makes of them

  OUTPUT/include/ui/texts.h   one constant per key of fr.po
  OUTPUT/french.cpp           the French catalogue, part of the program
  OUTPUT/<code>.lang          every other one, fetched by who chooses it

ui/language.h says how a .lang file is built. Every fault of every catalogue is named at once.
"""

import gettext
import pathlib
import re
import sys
import zlib

import polib

PLURAL_TABLE = 200  # ui/language.h, kPluralTable


class Faults:
    def __init__(self):
        self.lines = []

    def add(self, path, entry, what):
        key = f" {entry.msgctxt}" if entry is not None and entry.msgctxt else ""
        line = f":{entry.linenum}" if entry is not None else ""
        self.lines.append(f"{path.name}{line}{key}: {what}")

    def stop_if_any(self):
        if self.lines:
            sys.exit("\n".join(self.lines))


def placeholders(text):
    return sorted(set(re.findall(r"{(\w*)}", text)))


def forms_of(entry, french):
    """The texts of an entry: one, or one per plural form."""
    if french:
        return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
    if entry.msgid_plural:
        return [entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural)]
    return [entry.msgstr]


def plural_rule(catalogue, path, faults):
    """As in the header Plural-Forms: how many forms, and which one for 0, 1, 2…"""
    header = catalogue.metadata.get("Plural-Forms", "")
    match = re.fullmatch(r"\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*(.+?);?\s*", header)
    if not match:
        faults.add(path, None, "the header Plural-Forms is missing or wrong")
        return 1, [0] * PLURAL_TABLE
    choose = gettext.c2py(match[2])
    return int(match[1]), [choose(n) for n in range(PLURAL_TABLE)]


def check_entry(path, entry, source, count, faults, french):
    forms = forms_of(entry, french)
    wanted = count if entry.msgid_plural else 1
    if len(forms) != wanted or not all(forms):
        faults.add(path, entry, f"{wanted} translation(s) needed, some are missing")
    if entry.fuzzy:
        faults.add(path, entry, "is marked as fuzzy: translate it anew and remove the mark")
    if (entry.msgid, entry.msgid_plural) != (source.msgid, source.msgid_plural):
        faults.add(path, entry, f"the French is now “{source.msgid}”: translate that")
    names = set(placeholders(source.msgid + source.msgid_plural))
    for form in forms:
        unknown = set(placeholders(form)) - names
        lost = names - set(placeholders(form)) - ({"count"} if entry.msgid_plural else set())
        if unknown or lost:
            faults.add(path, entry, f"needs {sorted(names)} in “{form}”")
        if "\n" in form or "\t" in form:
            faults.add(path, entry, "may not break the line")


def check(path, catalogue, source, faults):
    french = path.stem == "fr"
    if catalogue.metadata.get("Language") != path.stem:
        faults.add(path, None, f"the header Language is not {path.stem}")
    if len(catalogue.metadata.get("X-Digits", "")) != 10:
        faults.add(path, None, "the header X-Digits needs ten digits")
    for name in ("X-Decimal", "X-Thousands"):
        if not re.fullmatch(r"U\+[0-9A-F]{4}", catalogue.metadata.get(name, "")):
            faults.add(path, None, f"the header {name} needs a letter, as U+00A0")
    if catalogue.metadata.get("X-Direction") not in ("ltr", "rtl"):
        faults.add(path, None, "the header X-Direction is not ltr or rtl")
    count, table = plural_rule(catalogue, path, faults)
    entries = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        if entry.msgctxt in entries:
            faults.add(path, entry, "stands there twice")
        elif entry.msgctxt not in source:
            faults.add(path, entry, "is not a key of fr.po")
        else:
            check_entry(path, entry, source[entry.msgctxt], count, faults, french)
        entries[entry.msgctxt] = entry
    for key in source:
        if key not in entries:
            faults.add(path, None, f"{key} is missing")
    return entries, table


def language_file(catalogue, entries, table, keys):
    meta = catalogue.metadata
    mark = zlib.crc32("\n".join(keys).encode())
    lines = [f"hub-language 1 {mark:08x}", meta["Language"], meta["X-Name"],
             meta["X-Direction"], meta["X-Digits"], sign(meta["X-Decimal"]), sign(meta["X-Thousands"]),
             "".join(str(form) for form in table)]
    french = meta["Language"] == "fr"
    lines += ["\t".join(forms_of(entries[key], french)) for key in keys]
    return "\n".join(lines) + "\n"


def sign(text):
    """"U+00A0" as the letter: headers keep no space at their end."""
    return chr(int(text[2:], 16))


def constant(key):
    return "k" + "".join(part.capitalize() for part in key.split("_"))


def header(entries, keys, choices):
    rows = []
    for at, key in enumerate(keys):
        kind = "CountedText" if entries[key].msgid_plural else "Text"
        rows.append(f"inline constexpr {kind} {constant(key)}{{{at}}};  // {entries[key].msgid}")
    return ("#pragma once\n// Made by ui/languages/compile.py of fr.po.\n\n"
            "#include \"ui/language.h\"\n\nnamespace hub::ui::texts {\n\n"
            + "\n".join(rows) + "\n\n}  // namespace hub::ui::texts\n\n"
            "namespace hub::ui {\n\ninline constexpr LanguageChoice kLanguages[] = {\n"
            + "\n".join(f'    {{"{code}", "{name}"}},' for code, name in choices)
            + "\n};\n\n}  // namespace hub::ui\n")


def french_program(file):
    lines = "\n".join(f'    "{line}\\n"' for line in
                      file.rstrip("\n").replace("\\", "\\\\").replace('"', '\\"')
                      .replace("\t", "\\t").split("\n"))
    return ("// Made by ui/languages/compile.py of fr.po.\n#include \"ui/language.h\"\n\n"
            "namespace hub::ui {\n\nstd::string_view const kFrenchCatalogue =\n"
            f"{lines};\n\n}}  // namespace hub::ui\n")


def write(path, text):
    """Only when it changed: what depends on it is not built again for nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def main(folder, output):
    faults = Faults()
    catalogues = {path: polib.pofile(str(path), encoding="utf-8")
                  for path in sorted(folder.glob("*.po"))}
    french = next(catalogue for path, catalogue in catalogues.items() if path.stem == "fr")
    source = {entry.msgctxt: entry for entry in french}
    keys = list(source)
    checked = {path: check(path, catalogue, source, faults)
               for path, catalogue in catalogues.items()}
    faults.stop_if_any()
    choices = [(path.stem, catalogue.metadata["X-Name"])
               for path, catalogue in catalogues.items()]
    choices.sort(key=lambda choice: choice[0] != "fr")
    for path, (entries, table) in checked.items():
        text = language_file(catalogues[path], entries, table, keys)
        if path.stem == "fr":
            write(output / "french.cpp", french_program(text))
            write(output / "include/ui/texts.h", header(entries, keys, choices))
        else:
            write(output / f"{path.stem}.lang", text)


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
