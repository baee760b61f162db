"""Characters that stand for a glyph and not for a letter, repaired by name.

A font draws U+957F and the radical U+2ED3 with one glyph, and some producers write the radical into the text layer. No
running text holds radicals, so the ideograph is what the page shows (Unicode, EquivalentUnifiedIdeograph). Arabic
presentation forms are shapes of letters; the letters are the text.
"""

import unicodedata

# Pairs of a radical of the CJK Radicals Supplement and its ideograph; the Kangxi radicals have compatibility forms.
PAIRS = """
    ⺁厂 ⺄乙 ⺅亻 ⺆冂 ⺈刀 ⺉刂 ⺊卜 ⺌小 ⺍小 ⺎兀 ⺒巳 ⺓幺 ⺖忄 ⺘扌 ⺙攵 ⺜日 ⺝月 ⺟母 ⺠民 ⺡氵
    ⺣灬 ⺧牛 ⺨犭 ⺩王 ⺬示 ⺭礻 ⺮竹 ⺯糹 ⺰纟 ⺶羊 ⺷羊 ⺹耂 ⺻聿 ⺼肉 ⺽臼 ⺾艹 ⺿艹 ⻀艹 ⻁虎 ⻂衤
    ⻄西 ⻅见 ⻆角 ⻇角 ⻈讠 ⻉贝 ⻊足 ⻋车 ⻌辶 ⻍辶 ⻎辶 ⻏邑 ⻐钅 ⻑長 ⻓长 ⻔门 ⻕阜 ⻖阝 ⻗雨 ⻘青
    ⻙韦 ⻚页 ⻛风 ⻜飞 ⻝食 ⻞食 ⻠饣 ⻡首 ⻢马 ⻣骨 ⻤鬼 ⻥鱼 ⻦鸟 ⻧卤 ⻨麦 ⻩黄 ⻪黾 ⻬齐 ⻮齿 ⻰龙
    ⻱龜 ⻳龟
"""
KANGXI = range(0x2F00, 0x2FD6)
PRESENTATION_FORMS = (range(0xFB00, 0xFB07), range(0xFB50, 0xFDD0), range(0xFDF0, 0xFDFE), range(0xFE70, 0xFEFD))
LETTERS = str.maketrans(
    {pair[0]: pair[1] for pair in PAIRS.split()}
    | {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in KANGXI}
    | {
        chr(code): unicodedata.normalize("NFKC", chr(code)).strip()
        for forms in PRESENTATION_FORMS
        for code in forms
        if unicodedata.normalize("NFKC", chr(code)).strip() and unicodedata.category(chr(code)).startswith("L")
    }
)


def letters(text: str) -> str:
    """Return a text with radicals and presentation forms replaced by the letters that they stand for."""
    return text.translate(LETTERS)
