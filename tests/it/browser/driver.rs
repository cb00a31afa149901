//! A real Chromium, driven through chromedriver; both end with the value.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, Command, Stdio},
    time::Duration,
};

use fantoccini::{Client, ClientBuilder, Locator, elements::Element, wd::WebDriverCompatibleCommand};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::Url;

/// How long something may take to appear.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// Whether the pages' scripts run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scripts {
    On,
    Off,
}

/// By which of axe-core's rules a page is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    All,
    /// Those that can come out otherwise on another screen, where the elements are the same but for their colours, places and sizes.
    OfTheScreen,
}

impl Rules {
    fn of_axe(self) -> Value {
        match self {
            Rules::All => json!({"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}),
            Rules::OfTheScreen => {
                json!({"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]})
            }
        }
    }
}

/// One person's browser.
pub struct Browser {
    pub client: Client,
    base: String,
    driver: Child,
    /// Where the driver listens.
    at: String,
    _profile: TempDir,
}

/// A command of Chromium's own protocol.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }
    fn method_and_body(&self, _: &Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({"cmd": self.0, "params": self.1}).to_string()))
    }
}

/// Starts chromedriver, and returns it with its port. It looks for a free port of IPv4, and ends when that of IPv6 is taken:
/// then another one may be free.
fn start_driver() -> (Child, String) {
    let mut last = String::new();
    for _ in 0..5 {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed by tests/run");
        for line in BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok) {
            if let Some(port) = line.strip_prefix("ChromeDriver was started successfully on port ") {
                return (driver, port.trim_end_matches('.').to_owned());
            }
            last = line;
        }
        driver.wait().unwrap();
        if !last.contains("port not available") {
            break;
        }
    }
    panic!("chromedriver says its port, not: {last}");
}

impl Browser {
    /// Starts one whose pages are in this language.
    pub async fn start(base: &str, language: &str, scripts: Scripts) -> Browser {
        let profile = tempfile::tempdir().unwrap();
        let (driver, port) = start_driver();
        let at = format!("127.0.0.1:{port}");
        let javascript = if scripts == Scripts::On { 1 } else { 2 };
        let capabilities = json!({"goog:chromeOptions": {
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,900",
                format!("--user-data-dir={}", profile.path().display()),
                format!("--lang={language}"),
            ],
            "prefs": {"intl.accept_languages": language, "profile.managed_default_content_settings.javascript": javascript},
        }});
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities.as_object().unwrap().clone())
            .connect(&format!("http://{at}"))
            .await
            .expect("Chromium starts");
        Browser { client, base: base.to_owned(), driver, at, _profile: profile }
    }

    /// Goes to a path of the server.
    pub async fn opens(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.base)).await.unwrap();
    }

    /// Makes the window this wide, on a screen in this theme.
    pub async fn becomes(&self, width: u32, dark: bool) {
        let metrics = json!({"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        let theme = if dark { "dark" } else { "light" };
        self.devtools("Emulation.setEmulatedMedia", json!({"features": [{"name": "prefers-color-scheme", "value": theme}]})).await;
    }

    /// Keeps a cookie for the server.
    pub async fn has_cookie(&self, name: &str, value: &str) {
        let cookie = json!({"name": name, "value": value, "url": self.base, "httpOnly": true, "sameSite": "Lax"});
        self.devtools("Network.setCookie", cookie).await;
    }

    /// Sends a command of Chromium's own protocol.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.client.issue_cmd(DevTools(command, parameters)).await.unwrap()
    }

    /// Waits for an element.
    #[track_caller]
    pub fn finds(&self, css: &str) -> impl Future<Output = Element> {
        let css = css.to_owned();
        async move {
            match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(&css)).await {
                Ok(element) => element,
                Err(error) => panic!("no {css} at {} ({error}): {}", self.path().await, self.text().await),
            }
        }
    }

    /// Waits until the text of `main` holds this.
    pub async fn sees(&self, text: &str) {
        let end = tokio::time::Instant::now() + PATIENCE;
        while !self.text().await.contains(text) {
            assert!(tokio::time::Instant::now() < end, "no “{text}” at {}: {}", self.path().await, self.text().await);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// How long it takes until the text of `main` holds this.
    pub async fn sees_after(&self, text: &str) -> Duration {
        let start = tokio::time::Instant::now();
        self.sees(text).await;
        start.elapsed()
    }

    /// Types into a field, in place of what is there.
    pub async fn types(&self, css: &str, text: &str) {
        let field = self.finds(css).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Chooses an entry of a select by its place.
    pub async fn chooses(&self, css: &str, place: usize) {
        self.finds(css).await.select_by_index(place).await.unwrap();
    }

    /// Clicks.
    pub async fn clicks(&self, css: &str) {
        self.finds(css).await.click().await.unwrap();
    }

    /// The text of `main`, white space folded.
    pub async fn text(&self) -> String {
        let Ok(main) = self.client.find(Locator::Css("main")).await else { return String::new() };
        main.text().await.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where it is.
    pub async fn path(&self) -> String {
        self.client.current_url().await.map(|url| url.path().to_owned()).unwrap_or_default()
    }

    /// Sends a form as a page of ours would, with the form token of the page that is open, and waits for this page.
    pub async fn sends(&self, path: &str, field: &str, text: &str, seen: &str) {
        self.client
            .execute(
                "const [path, field, text] = arguments;
                 const form = Object.assign(document.createElement('form'), {method: 'post', action: path});
                 for (const [name, value] of [['csrf', document.querySelector('[name=csrf]').value], [field, text]]) {
                     form.append(Object.assign(document.createElement('textarea'), {name, value}));
                 }
                 document.body.append(form);
                 form.submit();",
                vec![json!(path), json!(field), json!(text)],
            )
            .await
            .unwrap();
        self.sees(seen).await;
    }

    /// What is wrong with the page by all rules: see [`Browser::problems_by`].
    pub async fn problems(&self) -> Vec<String> {
        self.problems_by(Rules::All).await
    }

    /// What axe-core finds wrong with the page by these rules, how far it is wider than the window, and whether its bars can be compared.
    pub async fn problems_by(&self, rules: Rules) -> Vec<String> {
        if self.client.execute("return window.axe === undefined", vec![]).await.unwrap() == true {
            let axe = std::env::var("TANDEM_AXE").expect("tests/run says where axe-core is (TANDEM_AXE)");
            self.client.execute(&std::fs::read_to_string(axe).unwrap(), vec![]).await.unwrap();
        }
        let found = self
            .client
            .execute_async(
                "const [rules, done] = arguments;
                 axe.run(document, {runOnly: rules}).then(result => {
                     const problems = result.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', '));
                     const excess = document.documentElement.scrollWidth - document.documentElement.clientWidth;
                     if (excess > 0) problems.push('wider than the window by ' + excess);
                     const bars = new Set([...document.querySelectorAll('progress')].map(bar => Math.round(bar.getBoundingClientRect().width)));
                     if (bars.size > 1) problems.push('bars of different lengths: ' + [...bars].join(', '));
                     done(problems);
                 })",
                vec![rules.of_axe()],
            )
            .await
            .unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Puts a word of 60 letters to every text of the page that may break, but for scales and sums, where nobody types: how far
    /// the page is wider than the window then, and what sticks out.
    pub async fn excess_of_long_words(&self) -> Option<String> {
        let found = self
            .client
            .execute(
                "const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
                 while (texts.nextNode()) {
                     const text = texts.currentNode, holder = text.parentElement;
                     const breaks = !getComputedStyle(holder).whiteSpace.includes('nowrap') && !holder.closest('svg, script, pre, .plot-scale, .sums');
                     if (breaks && text.data.trim()) text.data += ' ' + 'Donaudampf'.repeat(6);
                 }
                 const width = document.documentElement.clientWidth, excess = document.documentElement.scrollWidth - width;
                 const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > width + 1);
                 const names = wide.map(e => e.localName + '.' + e.getAttribute('class')).slice(0, 12);
                 return excess > 0 ? `wider by ${excess} with long words: ${names.join(' ')}` : null",
                vec![],
            )
            .await
            .unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Keeps a picture where TANDEM_SCREENSHOTS says, if it does.
    pub async fn pictures(&self, name: &str) {
        let Some(folder) = std::env::var_os("TANDEM_SCREENSHOTS") else { return };
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).unwrap();
        let picture = self.devtools("Page.captureScreenshot", json!({"captureBeyondViewport": true, "format": "png"})).await;
        std::fs::write(folder.join(format!("{name}.png")), decoded(&picture)).unwrap();
    }

    /// Prints the page as its styles say; each page's text, white space folded. The document is kept where TANDEM_SCREENSHOTS says.
    pub async fn prints(&self, name: &str) -> Vec<String> {
        let printed = self.devtools("Page.printToPDF", json!({"preferCSSPageSize": true, "printBackground": false})).await;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("printed.pdf");
        std::fs::write(&file, decoded(&printed)).unwrap();
        if let Some(kept) = std::env::var_os("TANDEM_SCREENSHOTS").map(std::path::PathBuf::from) {
            std::fs::create_dir_all(&kept).unwrap();
            std::fs::copy(&file, kept.join(format!("{name}.pdf"))).unwrap();
        }
        let read = Command::new("pdftotext").args(["-layout".as_ref(), file.as_os_str(), "-".as_ref()]).output();
        let read = read.expect("pdftotext is installed by tests/run");
        assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
        // Each page ends in a form feed.
        let text = String::from_utf8(read.stdout).unwrap();
        text.trim_end_matches('\u{c}').split('\u{c}').map(|page| page.split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    /// Ends it.
    pub async fn closes(mut self) {
        self.client.clone().close().await.unwrap();
        self.driver.kill().unwrap();
        self.driver.wait().unwrap();
    }
}

/// The bytes of a picture or a document.
fn decoded(answer: &Value) -> Vec<u8> {
    use base64::Engine;
    base64::engine::general_purpose::STANDARD.decode(answer["data"].as_str().unwrap()).unwrap()
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After a failed test; what is already gone need not be ended. A browser outlives a driver that is killed, so that one is
        // asked first to end both.
        if let Ok(mut driver) = TcpStream::connect(&self.at) {
            let _ = driver.set_read_timeout(Some(PATIENCE));
            let _ = write!(driver, "GET /shutdown HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.at);
            let _ = driver.read_to_end(&mut Vec::new());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
