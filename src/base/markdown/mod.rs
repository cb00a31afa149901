//! Texts from people are Markdown (`CommonMark` with tables and strikethrough). Here they become HTML that is safe
//! to show to the other side.
//!
//! Two layers, each enough alone: HTML that somebody typed is shown as the text it is, and what comes out passes
//! a list of allowed elements. Nothing in a text loads anything: a picture becomes a link to it.
//!
//! People type addresses, dates and rows of a spreadsheet, not Markdown: a line stays a line, and what begins with a number
//! keeps that number, and an address leads where it says.

mod links;

use std::{
    collections::{HashSet, VecDeque},
    iter,
    ops::Range,
    sync::LazyLock,
};

use ammonia::{Builder, UrlRelative};
use links::Piece;
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, OffsetIter, Options, Parser, Tag, TagEnd, TextMergeWithOffset, html};

use super::text;

/// How deep elements may lie in one another. Deeper ones are taken away and their text stays: a thousand quotes in
/// quotes say nothing, and cost the reader's browser a lot.
const MAX_DEPTH: usize = 20;

/// How many cells the tables of a text may have. A wide table is padded in every row however short: a page of text
/// could become megabytes.
const MAX_CELLS: usize = 5000;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder
        .tags(HashSet::from([
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "h3",
            "h4",
            "h5",
            "h6",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ]))
        .add_tag_attributes("li", ["value"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        // A link without a host would lead elsewhere from a mail than from a page.
        .url_relative(UrlRelative::Deny)
        .link_rel(Some("nofollow noopener noreferrer"));
    builder
});

/// The text as safe HTML. Headings start at `h3`, below those of the page.
#[must_use]
pub fn render(text: &str) -> String {
    let mut unsafe_html = String::with_capacity(text.len() * 3 / 2);
    let mut tamed = Tamed::new(text);
    let numbered = iter::from_fn(|| {
        Some(match tamed.next()? {
            Event::Start(Tag::Item) if !tamed.marker.is_empty() => {
                let number = tamed.marker.trim_end_matches(['.', ')']);
                Event::Html(format!("<li value=\"{number}\">").into())
            }
            event => event,
        })
    });
    html::push_html(&mut unsafe_html, numbered);
    CLEANER.clean(&unsafe_html).to_string()
}

/// The beginning of the text for a list: plain, in one line, of at most `chars` characters. What is no Markdown, such as a wish,
/// is shortened by [`text::beginning`].
#[must_use]
pub fn excerpt(text: &str, chars: usize) -> String {
    let mut plain = String::new();
    let mut tamed = Tamed::new(text);
    while let Some(event) = tamed.next() {
        match event {
            Event::Text(words) | Event::Code(words) => plain += &words,
            Event::Start(Tag::Item) => plain.extend([tamed.marker, " "]),
            Event::SoftBreak | Event::HardBreak | Event::Rule => plain.push(' '),
            Event::End(tag) if !is_inline(tag) => plain.push(' '),
            _ => {}
        }
    }
    text::beginning(&plain, chars)
}

/// What the parser reads, without what may not be shown as such.
struct Tamed<'a> {
    text: &'a str,
    parser: TextMergeWithOffset<'a, OffsetIter<'a>>,
    /// The number that the item begun last was typed with, such as `14.`; empty in a list without.
    marker: &'a str,
    /// What was read and is not yet handed on.
    ready: VecDeque<Event<'a>>,
    /// In typed HTML that takes whole lines, after its first.
    in_html_lines: bool,
    /// Of the elements that are open: whether each is shown.
    open: Vec<bool>,
    /// Links may not lie in links.
    in_link: bool,
    in_code: bool,
    /// In a table that is not shown as one.
    in_wide_table: bool,
    /// As a row takes at least a line, tables with no more columns keep to [`MAX_CELLS`] together.
    max_columns: usize,
    /// Whether there are words that the next ones must not run into.
    after_words: bool,
}

impl<'a> Tamed<'a> {
    fn new(text: &'a str) -> Self {
        let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
        Self {
            text,
            // Addresses hold what could begin something, where the parser divides the text.
            parser: TextMergeWithOffset::new(parser.into_offset_iter()),
            marker: "",
            in_html_lines: false,
            ready: VecDeque::new(),
            open: Vec::new(),
            in_link: false,
            in_code: false,
            in_wide_table: false,
            max_columns: MAX_CELLS / text.lines().count().max(1),
            after_words: false,
        }
    }

    /// The element to show for a beginning one; none if its content has to do.
    fn begin(&mut self, tag: Tag<'a>) -> Option<Tag<'a>> {
        if self.open.len() >= MAX_DEPTH {
            return None;
        }
        match tag {
            Tag::Heading { level, .. } => Some(Tag::Heading { level: lowered(level), id: None, classes: Vec::new(), attrs: Vec::new() }),
            Tag::Image { dest_url, title, .. } if !self.in_link => {
                self.in_link = true;
                Some(Tag::Link { link_type: LinkType::Inline, dest_url, title, id: CowStr::Borrowed("") })
            }
            Tag::Image { .. } => None,
            Tag::Link { .. } => {
                self.in_link = true;
                Some(tag)
            }
            Tag::Table(columns) if columns.len() > self.max_columns => {
                self.in_wide_table = true;
                None
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell if self.in_wide_table => None,
            Tag::HtmlBlock => Some(Tag::Paragraph),
            shown => Some(shown),
        }
    }

    fn end(&mut self, tag: TagEnd) -> Option<TagEnd> {
        match tag {
            TagEnd::Table => self.in_wide_table = false,
            TagEnd::CodeBlock => self.in_code = false,
            _ => {}
        }
        if !self.open.pop()? {
            return None;
        }
        Some(match tag {
            TagEnd::Heading(level) => TagEnd::Heading(lowered(level)),
            TagEnd::Link | TagEnd::Image => {
                self.in_link = false;
                TagEnd::Link
            }
            TagEnd::HtmlBlock => TagEnd::Paragraph,
            shown => shown,
        })
    }

    /// Makes ready what to show for what was read, if anything.
    fn tame(&mut self, event: Event<'a>, source: Range<usize>) {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::HtmlBlock => self.in_html_lines = false,
                    Tag::CodeBlock(_) => self.in_code = true,
                    Tag::Item => self.marker = marker(&self.text[source]),
                    _ => {}
                }
                let shown = self.begin(tag);
                self.open.push(shown.is_some());
                self.ready.extend(shown.map(Event::Start));
            }
            Event::End(tag) => match self.end(tag) {
                Some(shown) => self.ready.push_back(Event::End(shown)),
                None => self.ready.extend((self.after_words && !is_inline(tag)).then_some(Event::SoftBreak)),
            },
            // Comes line by line.
            Event::Html(line) => {
                self.ready.extend(self.in_html_lines.then_some(Event::HardBreak));
                self.in_html_lines = true;
                self.ready.push_back(Event::Text(line));
            }
            Event::InlineHtml(source) => self.ready.push_back(Event::Text(source)),
            Event::SoftBreak => self.ready.push_back(Event::HardBreak),
            Event::Text(words) if !self.in_link && !self.in_code => self.link(words),
            shown => self.ready.push_back(shown),
        }
    }

    /// Makes words ready with the addresses in them as links.
    fn link(&mut self, words: CowStr<'a>) {
        let pieces = links::pieces(&words);
        if let [Piece::Words(_)] = pieces.as_slice() {
            self.ready.push_back(Event::Text(words));
            return;
        }
        for piece in pieces {
            let (typed, target) = match piece {
                Piece::Words(typed) => (typed, None),
                Piece::Web(typed, link) => (typed, Some((LinkType::Autolink, String::from(link)))),
                Piece::Mail(typed, email) => (typed, Some((LinkType::Email, String::from(email)))),
            };
            let text = Event::Text(CowStr::from(typed.to_owned()));
            match target {
                None => self.ready.push_back(text),
                Some((link_type, dest)) => {
                    let tag = Tag::Link { link_type, dest_url: dest.into(), title: CowStr::Borrowed(""), id: CowStr::Borrowed("") };
                    self.ready.extend([Event::Start(tag), text, Event::End(TagEnd::Link)]);
                }
            }
        }
    }
}

impl<'a> Iterator for Tamed<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while self.ready.is_empty() {
            let (event, source) = self.parser.next()?;
            self.tame(event, source);
        }
        let shown = self.ready.pop_front()?;
        self.after_words = matches!(shown, Event::Text(_) | Event::Code(_));
        Some(shown)
    }
}

/// The number that an item begins with, and the mark behind it; nothing of an item without.
fn marker(item: &str) -> &str {
    let number = item.len() - item.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if number == 0 { "" } else { item.get(..=number).unwrap_or_default() }
}

/// The page has `h1` and `h2` for itself.
const fn lowered(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => HeadingLevel::H6,
    }
}

const fn is_inline(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests;
