//! Addresses that stand in a text as they are, without brackets.

use crate::base::text::{Email, Link};

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    Words(&'a str),
    /// An address on the web, as it is typed, and where it leads.
    Web(&'a str, Link),
    Mail(&'a str, Email),
}

/// The whole text in pieces. Punctuation behind an address is no part of it.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut words = 0;
    let mut at = 0;
    for run in text.split_inclusive(ends_an_address) {
        let run_at = at;
        at += run.len();
        let run = run.trim_end_matches(ends_an_address);
        let found = match web(run) {
            Some(found) => vec![found],
            // What hides where it leads looks like one.
            None if run.contains("://") => Vec::new(),
            None => mails(run),
        };
        for (start, piece) in found {
            let start = run_at + start;
            if words < start {
                pieces.push(Piece::Words(&text[words..start]));
            }
            words = start + piece.typed().len();
            pieces.push(piece);
        }
    }
    if words < text.len() {
        pieces.push(Piece::Words(&text[words..]));
    }
    pieces
}

impl<'a> Piece<'a> {
    fn typed(&self) -> &'a str {
        match self {
            Piece::Words(typed) | Piece::Web(typed, _) | Piece::Mail(typed, _) => typed,
        }
    }
}

fn ends_an_address(c: char) -> bool {
    c.is_whitespace() || "<>\"`|“”„«»‹›".contains(c)
}

/// The first address on the web in what has no spaces, and where it starts.
fn web(run: &str) -> Option<(usize, Piece<'_>)> {
    // What is longer would not be kept as a link either.
    if run.len() > Link::MAX {
        return None;
    }
    let lower = run.to_ascii_lowercase();
    let start = ["https://", "http://"].iter().filter_map(|scheme| lower.find(scheme)).min()?;
    let address = without_punctuation(&run[start..]);
    let stands_alone = !run[..start].ends_with(char::is_alphanumeric);
    let link = Link::parse(address).ok().filter(|_| stands_alone)?;
    Some((start, Piece::Web(address, link)))
}

/// The address without what a sentence puts behind it. A bracket belongs to it if it was opened in it.
fn without_punctuation(mut address: &str) -> &str {
    while let Some(last) = address.chars().next_back() {
        let opening = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let is_loose = opening.is_some_and(|opening| address.matches(last).count() > address.matches(opening).count());
        if !is_loose && !".,;:!?'‘’…*_~".contains(last) {
            break;
        }
        address = &address[..address.len() - last.len_utf8()];
    }
    address
}

/// The e-mail addresses in what has no spaces, and where they start.
fn mails(run: &str) -> Vec<(usize, Piece<'_>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for part in run.split_inclusive(|c: char| !c.is_alphanumeric() && !"@.'’+-_".contains(c)) {
        let typed = part.trim_matches(|c: char| !c.is_alphanumeric());
        let start = at + part.len() - part.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        at += part.len();
        // Within a firm a host may go by one word; in a text that is more often a handle.
        let has_domain = typed.split_once('@').is_some_and(|(_, host)| host.contains('.'));
        if has_domain && let Ok(email) = Email::parse(typed) {
            found.push((start, Piece::Mail(typed, email)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with its addresses in brackets.
    fn marked(text: &str) -> String {
        let mark = |piece: &Piece| match piece {
            Piece::Words(words) => (*words).to_owned(),
            Piece::Web(typed, link) if link.as_str().trim_end_matches('/') == *typed => format!("[{typed}]"),
            Piece::Web(typed, link) => format!("[{typed}={link}]"),
            Piece::Mail(typed, email) if email.as_str() == *typed => format!("[{typed}]"),
            Piece::Mail(typed, email) => format!("[{typed}={email}]"),
        };
        pieces(text).iter().map(mark).collect()
    }

    #[test]
    fn an_address_ends_where_its_sentence_goes_on() {
        for (text, expected) in [
            ("See https://example.org/a?b=1&c=2#d and mail", "See [https://example.org/a?b=1&c=2#d] and mail"),
            ("(https://a.example/b_(c)), then…", "([https://a.example/b_(c)]), then…"),
            ("„https://a.example“. http://b.example!?", "„[https://a.example]“. [http://b.example]!?"),
            ("https://a.example/b.html.", "[https://a.example/b.html]."),
            ("HTTPS://Bücher.example", "[HTTPS://Bücher.example=https://xn--bcher-kva.example/]"),
            ("file:https://a.example/1,2;3", "file:[https://a.example/1,2;3]"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn mail_addresses_are_found_among_words() {
        for (text, expected) in [
            ("mail ap@nordlicht.example.", "mail [ap@nordlicht.example]."),
            ("Jonas <Jonas.Lindt@Nordlicht.example>;", "Jonas <[Jonas.Lindt@Nordlicht.example=jonas.lindt@nordlicht.example]>;"),
            ("mailto:a@b.example,c+d@e.example/f", "mailto:[a@b.example],[c+d@e.example]/f"),
            ("'o'connor@b.example'", "'[o'connor@b.example]'"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn what_leads_nowhere_or_hides_where_stays_words() {
        for text in [
            "https:// and http://",
            "xhttps://a.example",
            "https://bank.example@evil.example/",
            "javascript:alert(1)",
            "ftp://a.example",
            "3 @ 4.50 or @lea or lea@home or a@b@c.example or a..b@c.example or o’connor@b.example",
        ] {
            assert_eq!(marked(text), text);
        }
    }

    proptest::proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "([<>()\\[\\]\"'.,@:/ \nß“]|https?://|a|b\\.example){0,30}") {
            proptest::prop_assert_eq!(pieces(&text).iter().map(Piece::typed).collect::<String>(), text);
        }
    }
}
