use proptest::prelude::*;

use super::*;

#[test]
fn common_mark_is_rendered() {
    assert_eq!(render("One *two* **three**"), "<p>One <em>two</em> <strong>three</strong></p>\n");
    assert_eq!(render("- a\n- b"), "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_eq!(render("~~a~~ `b`"), "<p><del>a</del> <code>b</code></p>\n");
    let table = render("|a|b|\n|-|-|\n|1|2|");
    assert!(table.contains("<th>a</th>") && table.contains("<td>2</td>"), "{table}");
    assert!(render("```rust\nfn a() {}\n```").contains("<pre><code>fn a() {}\n</code></pre>"));
}

#[test]
fn headings_stay_below_those_of_the_page() {
    assert_eq!(render("# a"), "<h3>a</h3>\n");
    assert_eq!(render("## a"), "<h4>a</h4>\n");
    assert_eq!(render("###### a"), "<h6>a</h6>\n");
}

#[test]
fn typed_html_is_shown_as_text() {
    assert_eq!(
        render("<script>alert(1)</script>\n\na <b>c</b>"),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;\n</p>\n<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"
    );
}

#[test]
fn a_line_stays_a_line() {
    let address = "Please send it to:\nNordlicht Pumpen GmbH\nHafenstr. 1\n24143 Kiel";
    assert_eq!(render(address), "<p>Please send it to:<br>\nNordlicht Pumpen GmbH<br>\nHafenstr. 1<br>\n24143 Kiel</p>\n");
    // Rows of a spreadsheet.
    assert_eq!(render("Pos\tPumpe\tMenge\nA\t\t3\n\tSumme\t3"), "<p>Pos\tPumpe\tMenge<br>\nA\t\t3<br>\nSumme\t3</p>\n");
    assert_eq!(render("- Hafenstr. 1\n24143 Kiel"), "<ul>\n<li>Hafenstr. 1<br>\n24143 Kiel</li>\n</ul>\n");
    // What looks like HTML.
    assert_eq!(render("<Nordlicht Pumpen>\nHafenstr. 1").matches("<br>").count(), 1);
    assert_eq!(excerpt(address, 40), "Please send it to: Nordlicht Pumpen…");
}

#[test]
fn what_begins_with_a_number_keeps_it() {
    assert_eq!(render("14. April war Kickoff"), "<ol start=\"14\">\n<li value=\"14\">April war Kickoff</li>\n</ol>\n");
    let days = render("> 31. Januar\n> 3. Februar\n>\n> 3) one\n>    - two\n> 7) three");
    let numbers: Vec<&str> = days.split("value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(numbers, ["31", "3", "3", "7"], "{days}");
    assert_eq!(excerpt("14. April war Kickoff\n17. April Abnahme", 80), "14. April war Kickoff 17. April Abnahme");
    assert_eq!(excerpt("1) one\n2) two\n   - three", 80), "1) one 2) two three");
}

#[test]
fn links_are_marked_and_lead_only_where_they_may() {
    assert_eq!(render("[a](https://b.example)"), "<p><a href=\"https://b.example\" rel=\"nofollow noopener noreferrer\">a</a></p>\n");
    for hostile in
        ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,a", "vbscript:a", "java&#10;script:a", "/sign-out", "//a.example"]
    {
        for text in [format!("[a]({hostile})"), format!("[a](<{hostile}>)"), format!("<{hostile}>")] {
            assert!(!render(&text).contains("href"), "{text}");
        }
    }
}

#[test]
fn a_bare_address_is_a_link() {
    let link = |target: &str, typed: &str| format!("<a href=\"{target}\" rel=\"nofollow noopener noreferrer\">{typed}</a>");
    let web = link("https://example.org/a_b_c?b=1&amp;c=2", "https://example.org/a_b_c?b=1&amp;c=2");
    let mail = link("mailto:ap@nordlicht.example", "ap@nordlicht.example");
    assert_eq!(
        render("See **https://example.org/a_b_c?b=1&c=2** and mail ap@nordlicht.example."),
        format!("<p>See <strong>{web}</strong> and mail {mail}.</p>\n")
    );
    assert_eq!(
        render("- (https://a.example/[b])"),
        format!("<ul>\n<li>({})</li>\n</ul>\n", link("https://a.example/%5Bb%5D", "https://a.example/[b]"))
    );
    // Neither in code nor in a link.
    for text in ["`https://a.example a@b.example`", "    https://a.example", "```\na@b.example\n```", "a <b title=https://a.example>"] {
        assert!(!render(text).contains("href"), "{text}");
    }
    assert_eq!(
        render("[at https://a.example](https://b.example)"),
        format!("<p>{}</p>\n", link("https://b.example", "at https://a.example"))
    );
    assert_eq!(excerpt("Mail a@b.example, see (https://a.example).", 80), "Mail a@b.example, see (https://a.example).");
}

#[test]
fn a_picture_becomes_a_link_and_loads_nothing() {
    assert_eq!(
        render("![the map](https://b.example/a.png)"),
        "<p><a href=\"https://b.example/a.png\" rel=\"nofollow noopener noreferrer\">the map</a></p>\n"
    );
    assert_eq!(
        render("[![the map](https://b.example/a.png)](https://c.example) end"),
        "<p><a href=\"https://c.example\" rel=\"nofollow noopener noreferrer\">the map</a> end</p>\n"
    );
}

#[test]
fn nesting_ends_somewhere_and_keeps_the_words() {
    for hostile in [
        format!("{}deep", "> ".repeat(20_000)),
        format!("{}deep", "- ".repeat(5_000)),
        format!("{}deep{}", "*a ".repeat(5_000), " b*".repeat(5_000)),
        format!("{}deep{}", "[".repeat(20_000), "](a)".repeat(20_000)),
        format!("{}deep", "<div>".repeat(20_000)),
    ] {
        let html = render(&hostile);
        assert!(html.contains("deep"));
        assert!(html.matches("<blockquote>").count() + html.matches("<ul>").count() <= MAX_DEPTH);
    }
}

#[test]
fn a_table_does_not_grow_out_of_proportion() {
    let hostile = format!("{}\n{}\n{}", "|a".repeat(1000), "|-".repeat(1000), "|b\n".repeat(2000));
    let html = render(&hostile);
    assert!(html.len() < 4 * hostile.len(), "{}", html.len());
    assert!(html.contains("a\na\n") && !html.contains("<td>"));
    let harmless = format!("|a|b|c|\n|-|-|-|\n{}", "|1|2|3|\n".repeat(500));
    assert_eq!(render(&harmless).matches("<td>").count(), 1500);
}

#[test]
fn an_excerpt_is_one_plain_line() {
    let text = "# Runbook\n\nClear *XML* without\norder number, then `post`.\n\n- one\n- two\n\n![map](https://a.example)";
    assert_eq!(excerpt(text, 200), "Runbook Clear XML without order number, then post. one two map");
    assert_eq!(excerpt(text, 22), "Runbook Clear XML…");
    assert_eq!(excerpt("two words", 9), "two words");
    assert_eq!(excerpt("two words", 8), "two…");
    assert_eq!(excerpt("Donaudampfschifffahrt", 6), "Donau…");
    assert_eq!(excerpt("<b>a</b>", 20), "<b>a</b>");
    assert_eq!(excerpt("", 20), "");
}

proptest! {
    #[test]
    fn no_text_smuggles_anything_in(text in "([<>&\"'`*_~#|:!()\\[\\]\n -]|script|img|onerror=|style=|javascript:|https?://|@a\\.b|a){0,40}") {
        let html = render(&text);
        for forbidden in ["<script", "<img", "<style", "<iframe", "href=\"javascript", "<h1", "<h2"] {
            prop_assert!(!html.contains(forbidden), "{html}");
        }
        // What stands in a tag is only what the cleaner allows, so rendering it clean again changes nothing.
        prop_assert_eq!(CLEANER.clean(&html).to_string(), html);
    }

    #[test]
    fn an_excerpt_keeps_to_its_length(text in "\\PC{0,60}", chars in 1_usize..40) {
        let line = excerpt(&text, chars);
        prop_assert!(line.chars().count() <= chars, "{line}");
        prop_assert!(!line.contains('\n'));
    }
}
