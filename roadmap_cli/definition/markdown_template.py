"""The file that `roadmap new --markdown` writes."""

MARKDOWN_TEMPLATE = """\
---
roadmap: my-roadmap
---

# Learn to bake bread

<!--
A roadmap of your own, in Markdown. Check it with:  roadmap check FILE
Follow it with:                                     roadmap use FILE

The name behind "roadmap:" is for ever: your progress hangs on it. So it does on the ids of topics. An id is what stands
in {#...}; without one it is made of the title. Before you change a title, write its id behind it.

What else may stand between the lines ---: author, licence, version, language, homepage.
A text here, below the title, says what the path leads to.
-->

## The basics {#basics}

A text here says what one can do at the end of the phase.

### Dough

- Know your flour {#flour}
- Knead a dough (3 h) {#kneading}
  - kind: practice
  - why: Structure comes from here.
  - after: Know your flour
  - [ ] You can stretch a piece of dough until light shines through.
  - [A book you like](https://example.org) (book)
  - Q: What does kneading build? {#kneading-1}
    A: Gluten.

<!--
All that stands below a topic may be left out. kind: concept, skill, practice, project or decision.
after: takes titles or ids, with commas between them. [ ] is how one knows that one can do it.
Between Q: and A: a card may say more of itself: kind: compute, code or choose, and below that what such a card needs.
-->

## Real bread {#bread}

### Loaves

- A first loaf (5 h)
  - kind: project
  - after: Knead a dough
- A sourdough loaf (8 h)
  - option: Sourdough
  - after: A first loaf
- A brioche (6 h)
  - option: Sweet breads
  - after: A first loaf

<!-- Two ways to go on: only the topics of the chosen option count. Delete it, and option: above, if there is none. -->

## Choice: Choose a direction {#direction}

- Sourdough
- Sweet breads {#sweet}
"""
