"""Line charts as SVG, both axes logarithmic, without any package. Each line is named at its end, so that colour is never all that tells them apart."""
import math
from dataclasses import dataclass
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 80, 190, 50, 60
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00")  # told apart by the colour-blind too (Okabe and Ito)
LABEL_HEIGHT = 15


@dataclass(frozen=True)
class Line:
    name: str
    points: tuple  # (x, y), both above 0


@dataclass(frozen=True)
class Chart:
    title: str
    across: str
    up: str
    lines: tuple
    tick_text: object = str  # how a value of the x axis is written


def scale(low, high, start, end):
    """A function from low … high (logarithmic) to start … end."""
    width = math.log(high / low) or 1
    return lambda value: start + (end - start) * math.log(value / low) / width


def decades(low, high):
    return [10**e for e in range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)]


def spread(places):
    """Moves the labels' heights apart, in the order that they have."""
    result, last = {}, -math.inf
    for place, key in sorted(places):
        last = max(place, last + LABEL_HEIGHT)
        result[key] = last
    return result


def text(x, y, words, anchor="middle", extra=""):
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(words)}</text>'


def grid(chart, x, y, ticks, heights):
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    yield text(LEFT, 26, chart.title, "start", ' font-size="16" font-weight="600"')
    for tick in ticks:
        yield f'<line x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#eeeeee"/>'
        yield text(x(tick), HEIGHT - BOTTOM + 18, chart.tick_text(tick))
    for height in heights:
        yield f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y(height):.1f}" y2="{y(height):.1f}" stroke="#dddddd"/>'
        yield text(LEFT - 8, y(height) + 4, f"{height:,.0f}" if height >= 1 else f"{height:g}", "end")
    yield text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 16, chart.across)
    middle = (TOP + HEIGHT - BOTTOM) / 2
    yield text(20, middle, chart.up, extra=f' transform="rotate(-90 20 {middle:.1f})"')


def curves(chart, x, y):
    labels = spread([(y(line.points[-1][1]), line.name) for line in chart.lines])
    for line, colour in zip(chart.lines, COLOURS):
        points = " ".join(f"{x(a):.1f},{y(b):.1f}" for a, b in line.points)
        yield f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for a, b in line.points:
            yield f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="3.5" fill="{colour}"><title>{escape(line.name)}: {b:,.1f}</title></circle>'
        end = x(line.points[-1][0]) + 10
        yield text(end, labels[line.name] + 4, line.name, "start", f' fill="{colour}" font-weight="600"')


def svg(chart):
    across = sorted({a for line in chart.lines for a, _ in line.points})
    heights = decades(min(b for line in chart.lines for _, b in line.points), max(b for line in chart.lines for _, b in line.points))
    x = scale(across[0], across[-1], LEFT, WIDTH - RIGHT)
    y = scale(heights[0], heights[-1], HEIGHT - BOTTOM, TOP)
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" fill="#222222">',
             f"<title>{escape(chart.title)}</title>", *grid(chart, x, y, across, heights), *curves(chart, x, y), "</svg>"]
    return "\n".join(parts) + "\n"
