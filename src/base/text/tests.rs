use proptest::prelude::*;

use super::*;

#[test]
fn a_title_is_one_line_without_space_around() {
    assert_eq!(one_line("  To-be \r\n process\t map ", 50).unwrap(), "To-be process map");
    assert_eq!(one_line("Mu\u{308}ller", 6).unwrap(), "Müller");
    assert_eq!(one_line("Müller", 5), Err(TextFault::TooLong { max: 5 }));
}

#[test]
fn a_text_keeps_its_lines() {
    assert_eq!(many_lines("\r\n one\r\n\r\n  two\rthree \n", 50).unwrap(), "one\n\n  two\nthree");
    assert_eq!(many_lines("a\tb", 3).unwrap(), "a\tb");
}

#[test]
fn nothing_to_be_seen_is_nothing() {
    for typed in ["", "  ", "\r\n", "\u{200b}", "\u{a0}\u{feff}", "\u{2060}\u{ad}", "\u{3164}"] {
        assert_eq!(one_line(typed, 10), Err(TextFault::Empty), "{typed:?}");
        assert_eq!(many_lines(typed, 10), Err(TextFault::Empty), "{typed:?}");
    }
    assert_eq!(one_line("a", 1), Ok("a".to_owned()));
    assert_eq!(one_line("ab", 1), Err(TextFault::TooLong { max: 1 }));
}

#[test]
fn any_line_break_ends_a_line() {
    for break_ in ['\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'] {
        let typed = format!("Slide title{break_}second line");
        assert_eq!(many_lines(&typed, 50).unwrap(), "Slide title\nsecond line", "{break_:?}");
        assert_eq!(one_line(&typed, 50).unwrap(), "Slide title second line", "{break_:?}");
    }
}

#[test]
fn what_a_reader_cannot_see_but_a_program_obeys_goes() {
    for (typed, kept) in [
        ("a\0b", "ab"),
        ("a\u{7}b\u{7f}", "ab"),
        ("a\u{1b}[31m", "a[31m"),
        ("\u{202a}C:\\Rechnungen\\ap.xlsx\u{202c}", "C:\\Rechnungen\\ap.xlsx"),
        ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
        ("Lea\u{2067} Ahrens\u{2069}", "Lea Ahrens"),
    ] {
        assert_eq!(one_line(typed, 50).unwrap(), kept, "{typed:?}");
    }
    // Emoji are joined by invisible characters, and some scripts need them: these stay.
    assert_eq!(one_line("👩\u{200d}🔧", 9).unwrap(), "👩\u{200d}🔧");
}

#[test]
fn a_phrase_set_apart_by_its_direction_stays_if_it_ends_on_its_line() {
    for whole in ["\u{202a}C:\\ap.xlsx\u{202c}", "an \u{2067}شركة \u{2066}AP 3\u{2069} النور\u{2069}!\n\u{2068}b\u{2069}"] {
        assert_eq!(many_lines(whole, 50).unwrap(), whole);
    }
    for (typed, kept) in [
        ("a \u{2067}b\nc\u{2069}", "a b\nc"),
        ("a\u{202c}\u{2069} \u{202b}b", "a b"),
        ("\u{2067}a\u{202b}b\u{2069}c\u{202c}", "a\u{202b}bc\u{202c}"),
        ("pay \u{202e}001\u{202c} EUR", "pay 001 EUR"),
        ("\u{7}a\u{1b}", "a"),
    ] {
        assert_eq!(many_lines(typed, 50).unwrap(), kept, "{typed:?}");
    }
    assert_eq!(many_lines("\u{2067}\u{2069}", 50), Err(TextFault::Empty));
    assert_eq!(beginning("an \u{2067}شركة النور\u{2069}", 8), "an شركة…");
}

#[test]
fn a_beginning_keeps_the_very_words() {
    let wish = "# wichtig\n- Punkt\nC:\\Users\\_alt_\\x\n3 * 4 * 5";
    assert_eq!(beginning(wish, 80), "# wichtig - Punkt C:\\Users\\_alt_\\x 3 * 4 * 5");
    assert_eq!(beginning(wish, 20), "# wichtig - Punkt…");
}

#[test]
fn nothing_is_torn_apart() {
    let family = "👩\u{200d}👩\u{200d}👧";
    for (whole, length) in [(family, 5), ("🇩🇪", 2), ("👍🏽", 2), ("g\u{306}", 2), ("❤\u{fe0f}", 2), ("की", 2)] {
        for max in 0..length {
            assert_eq!(cut(whole, max), "", "{whole} {max}");
        }
        for max in length..2 * length {
            assert_eq!(cut(&whole.repeat(3), max), whole, "{whole} {max}");
        }
        assert_eq!(cut(whole, 9), whole);
    }
    assert_eq!(beginning(&family.repeat(60), 13), format!("{family}{family}…"));
}

#[test]
fn addresses_are_compared_in_lower_case() {
    let email = |typed: &str| Email::parse(typed).map(String::from);
    assert_eq!(email(" Ines.Brandt@Nordlicht.Example "), Ok("ines.brandt@nordlicht.example".to_owned()));
    assert_eq!(email("jörg+rechnung@bücher.example"), Ok("jörg+rechnung@bücher.example".to_owned()));
    // A domain in other letters has two forms; browsers send either.
    for typed in ["info@Bücher.Example", "info@bu\u{308}cher.example", "info@xn--bcher-kva.example", "INFO@XN--BCHER-KVA.example"] {
        assert_eq!(email(typed), Ok("info@bücher.example".to_owned()), "{typed}");
    }
    assert_eq!(Email::parse("info@Straße.example").unwrap().on_the_wire(), "info@xn--strae-oqa.example");
    assert_eq!(Email::parse("ines@nordlicht.example").unwrap().on_the_wire(), "ines@nordlicht.example");
    assert_eq!(email("root@localhost"), Ok("root@localhost".to_owned()));
    assert_eq!(email(""), Err(TextFault::Empty));
    assert_eq!(email(&format!("{}@b.example", "a".repeat(250))), Err(TextFault::TooLong { max: 254 }));
    assert_eq!(email("\u{202a}a@b.example\u{202c}"), Ok("a@b.example".to_owned()));
    for typed in [
        "ines",
        "@b.example",
        "a@",
        "a@@b.example",
        "a@b@c.example",
        "a b@c.example",
        "a@b..example",
        "a@.example",
        "a@b.example.",
        "a..b@c.example",
        ".a@c.example",
        "a.@c.example",
        "\"a b\"@c.example",
        "a@-b.example",
        "a@b_c.example",
        "a@b!c.example",
        "a@xn--99zzzzzzzzzz99.example",
        "a@192.0.2.1",
        "a@[192.0.2.1]",
        "a@b\u{200b}.example",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.example",
        "a\n@b.example",
        "Ines <a@b.example>",
        "a@b.example,c@d.example",
        "a\u{200b}@b.example",
    ] {
        assert_eq!(email(typed), Err(TextFault::NotAnEmail), "{typed:?}");
    }
}

#[test]
fn an_account_is_found_by_what_it_is_kept_under_and_by_what_the_rule_makes_of_it() {
    let sought = |typed: &str| Sought::parse(typed).map(|sought| sought.addresses().join(" "));
    assert_eq!(sought(" Info@XN--bcher-kva.example "), Ok("info@xn--bcher-kva.example info@bücher.example".to_owned()));
    assert_eq!(sought("a..b@c.example"), Ok("a..b@c.example a..b@c.example".to_owned()), "older than the rule");
    assert_eq!(sought("ines"), Err(TextFault::NotAnEmail));
    assert_eq!(sought(" "), Err(TextFault::Empty));
    assert_eq!(Sought::parse("Info@xn--bcher-kva.example").unwrap().mailbox(), "info@bücher.example");
}

#[test]
fn links_lead_to_the_web_and_nowhere_else() {
    let link = |typed: &str| Link::parse(typed).map(String::from);
    assert_eq!(link(" https://wiki.example/Runbook "), Ok("https://wiki.example/Runbook".to_owned()));
    assert_eq!(link("HTTP://Bücher.Example"), Ok("http://xn--bcher-kva.example/".to_owned()));
    assert_eq!(link("https://wiki.example:8080/a?b#c"), Ok("https://wiki.example:8080/a?b#c".to_owned()));
    assert_eq!(link(" "), Err(TextFault::Empty));
    assert_eq!(link(&format!("https://a.example/{}", "b".repeat(2000))), Err(TextFault::TooLong { max: 2000 }));
    assert_eq!(link(&format!("https://a.example/{}", "ü".repeat(1000))), Err(TextFault::TooLong { max: 2000 }));
    for typed in [
        "wiki.example",
        "/runbook",
        "//wiki.example",
        "javascript:alert(1)",
        "data:text/html,a",
        "ftp://a.example",
        "file:///etc/passwd",
        "https://",
        "https://bank.example@evil.example",
        "https://:p@evil.example",
        "https://a.example/a b",
        "java\nscript:alert(1)",
        "mailto:a@b.example",
    ] {
        assert_eq!(link(typed), Err(TextFault::NotALink), "{typed:?}");
    }
}

#[test]
fn every_fault_has_words_in_both_languages() {
    for language in Language::ALL {
        for fault in [TextFault::Empty, TextFault::TooLong { max: 1 }, TextFault::NotAnEmail, TextFault::NotALink] {
            assert!(!fault.said(language).is_empty());
        }
    }
    assert_eq!(TextFault::TooLong { max: 200 }.said(Language::En), "At most 200 characters fit here.");
}

proptest! {
    #[test]
    fn cleaning_twice_changes_nothing_more(typed in any::<String>()) {
        for clean in [one_line, many_lines] {
            if let Ok(once) = clean(&typed, 1000) {
                prop_assert_eq!(clean(&once, 1000), Ok(once));
            }
        }
    }

    #[test]
    fn what_is_kept_is_fit_to_be_stored(typed in "[\\PC\\x00-\\x1f\u{300}\u{202a}-\u{202e}\u{2066}-\u{2069}]{0,40}", max in 1_usize..30) {
        if let Ok(line) = one_line(&typed, max) {
            prop_assert!(!line.is_empty() && line.chars().count() <= max);
            prop_assert!(!line.chars().any(is_obeyed));
        }
        if let Ok(text) = many_lines(&typed, max) {
            let holds_refused = text.contains(['\0', '\r', '\u{202e}']);
            prop_assert!(!holds_refused);
        }
    }

    #[test]
    fn a_mail_can_be_sent_to_every_address_that_is_taken(typed in "[a-zA-Z0-9äß.+_'\"\u{915}\u{93f} -]{1,12}@[a-zA-Z0-9äß._\u{915}\u{93f}。-]{1,20}") {
        if let Ok(email) = Email::parse(&typed) {
            prop_assert!(email.on_the_wire().parse::<lettre::Address>().is_ok(), "{}", email.on_the_wire());
            prop_assert_eq!(Email::parse(&email.on_the_wire()), Ok(email));
        }
    }

    #[test]
    fn addresses_and_links_survive_being_read_again(typed in "[a-zA-Zß@.:/ -]{0,30}|https?://[\\PC]{0,30}") {
        if let Ok(email) = Email::parse(&typed) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
        if let Ok(link) = Link::parse(&typed) {
            prop_assert_eq!(Link::parse(link.as_str()), Ok(link));
        }
    }
}

#[test]
fn names_match_whatever_their_case_and_spaces() {
    assert!(is_own_name("  lea   AHRENS ", "Lea Ahrens"));
    assert!(is_own_name("İnes Öz", "İnes ÖZ"));
    assert!(!is_own_name("Lea", "Lea Ahrens"));
    assert!(!is_own_name("", "Lea Ahrens"));
}

#[test]
fn names_match_whatever_the_keyboard() {
    for apostrophe in ["’", "‘", "´", "`", "ʼ", "′"] {
        assert!(is_own_name(&format!("Siobhán O{apostrophe}Connor"), "Siobhán O'Connor"), "{apostrophe}");
        assert!(is_own_name("siobhán o'connor", &format!("Siobhán O{apostrophe}Connor")), "{apostrophe}");
    }
    for hyphen in ["‐", "‑", "–", "−"] {
        assert!(is_own_name(&format!("Jean{hyphen}Luc"), "Jean-Luc"), "{hyphen}");
    }
    for weiss in ["WEISS", "Weiss", "Weiß", "WEIẞ"] {
        assert!(is_own_name(weiss, "Weiß"), "{weiss}");
    }
    assert!(is_own_name("A\u{308}nne O\u{308}zdemir", "Änne Özdemir"));
    assert!(is_own_name("\u{200e}Lea\u{a0}Ahrens", "Lea Ahrens"));
    // Another name stays another one.
    for other in ["Siobhán OConnor", "Siobhan O'Connor", "Siobhán O Connor", "Siobhán O-Connor"] {
        assert!(!is_own_name(other, "Siobhán O'Connor"), "{other}");
    }
    assert!(!is_own_name("Mueller", "Müller"));
}
