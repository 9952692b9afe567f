//! Every object against its table.

use std::collections::HashSet;

use url::Url;

use crate::check::Rule;
use crate::check::bases;
use crate::check::content::place::Place as Written;
use crate::check::context::Context;
use crate::check::fix::Edit;
use crate::check::json::illegal;
use crate::check::json::mending::around;
use crate::check::json::reader::{Data, Member, Object, Value};
use crate::check::json::schema::{Key, Need, Shape, Table, tables_with};
use crate::check::json::values::{VERSION_1, VERSION_1_1, address};
use crate::check::rules::json as rules;
use crate::check::values::addresses::reach::Site;
use crate::check::values::{Remark, shown};
use crate::diagnostic::Span;
use crate::nearest::nearest;

/// A judgement of a feed.
pub(super) struct Judge<'c, 't> {
    pub(super) context: &'c mut Context<'t>,
    /// Whether the feed says that it is of version 1.
    is_old: bool,
    /// What relative addresses of the feed start from.
    pub(super) bases: Vec<Url>,
    /// And those within the item that is judged.
    pub(super) item_bases: Vec<Url>,
    /// How many unknown keys there were.
    unknown: usize,
}

/// For how many unknown keys a known one is looked for, which takes its time.
const MENDED_MAX: usize = 200;

/// A text and where it stands.
pub(super) struct Text<'a> {
    pub(super) value: &'a str,
    pub(super) place: Place,
}

/// A number as it is written and where it stands.
pub(super) struct Number<'a> {
    pub(super) value: &'a str,
    pub(super) place: Place,
}

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Its key.
    pub(super) key: &'static str,
    /// What the object is that has the key.
    pub(super) parent: &'static str,
    pub(super) span: Span,
}

impl<'c, 't> Judge<'c, 't> {
    pub(super) fn new(context: &'c mut Context<'t>, feed: &Object<'_>) -> Judge<'c, 't> {
        let is_old = feed.text("version").is_some_and(|(version, _)| version == VERSION_1);
        context.site = Some(feed.text("home_page_url").and_then(|(home, _)| Site::at(home)));
        let addresses = ["home_page_url", "feed_url"].into_iter().filter_map(|key| feed.text(key));
        let bases: Vec<Url> = addresses.filter_map(|(address, _)| bases::web(address)).collect();
        Judge { context, is_old, item_bases: bases.clone(), bases, unknown: 0 }
    }

    /// Whether the feed says that it is of version 1.
    pub(super) fn is_old(&self) -> bool {
        self.is_old
    }

    /// Says something about a value.
    pub(super) fn say(&mut self, rule: &'static Rule, place: Place, message: String, help: &str) {
        let Place { key, parent, span } = place;
        self.context.push(rule, span, Some(key.to_owned()), Some(parent.to_owned()), message, help);
    }

    /// Says something about a value, if there is something to say.
    pub(super) fn remark(&mut self, place: Place, remark: Option<Remark>) {
        if let Some(Remark { rule, message, help, .. }) = remark {
            self.say(rule, place, message, &help);
        }
    }

    /// Says something about an object: its first byte is marked.
    pub(super) fn say_of(&mut self, rule: &'static Rule, object: (Span, &str), message: String, help: &str) {
        let (span, name) = object;
        let span = Span::new(span.start, span.start + 1);
        self.context.push(rule, span, Some(name.to_owned()), None, message, help);
    }

    /// Judges an object and everything in it. Depth is bounded by the tables.
    pub(super) fn object(&mut self, object: &Object<'_>, span: Span, table: &'static Table) {
        if table.name == "item" {
            let own = object.text("url").and_then(|(url, _)| bases::web(url));
            self.item_bases = self.bases.iter().cloned().chain(own).collect();
        }
        let mut seen = HashSet::new();
        for member in &object.members {
            let key = member.key.as_ref();
            if !seen.insert(key) {
                self.repeated(key, member.key_span, table.name);
                continue;
            }
            match table.keys.iter().find(|known| known.name == key) {
                Some(known) => self.known(known, &member.value, table),
                None => self.unknown(key, member.key_span, table),
            }
            if key.starts_with('_') {
                self.extension(&member.value);
                self.custom(key, member, table.name);
            }
        }
        if object.is_whole {
            self.missing(&seen, span, table);
            table.whole.iter().for_each(|judge| judge(object, span, self));
        }
    }

    fn known(&mut self, key: &'static Key, value: &Value<'_>, table: &'static Table) {
        let place = Place { key: key.name, parent: table.name, span: value.span };
        if matches!(value.data, Data::Null) && key.need != Need::Must {
            let message = format!("`{}` is `null`", key.name);
            return self.say(&rules::JSON_VALUE_NULL, place, message, "leave the key out");
        }
        if key.need == Need::Must && matches!(&value.data, Data::Text(text) if text.trim().is_empty()) {
            let message = format!("`{}` is empty, and the {} needs it", key.name, table.name);
            return self.say(&rules::JSON_KEY_MISSING, place, message, "write something into it");
        }
        if key.is_new && self.is_old {
            let message = format!("`{}` came with version 1.1, and the feed says that it is of version 1", key.name);
            self.say(&rules::JSON_KEY_TOO_NEW, place, message, &format!("write `{VERSION_1_1}` as the version"));
        }
        self.value(value, key.shape, place);
    }

    fn value(&mut self, value: &Value<'_>, shape: Shape, place: Place) {
        let place = Place { span: value.span, ..place };
        match (shape, &value.data) {
            (Shape::Text(_) | Shape::Id, Data::Text(text)) if text.trim().is_empty() => {
                let message = format!("`{}` is empty", place.key);
                self.say(&rules::JSON_VALUE_EMPTY, place, message, "write something into it, or leave the key out");
            }
            (Shape::Text(check), Data::Text(text)) => {
                let text = Text { value: text, place };
                self.characters(&text);
                check(&text, self);
            }
            (Shape::Id, Data::Text(text)) => self.characters(&Text { value: text, place }),
            (Shape::Id, Data::Number(number)) => {
                let message = format!("`id` is the number `{}`, not a text", shown(number));
                let span = value.span;
                let is_plain = number.bytes().all(|byte| byte.is_ascii_digit());
                self.context.mend(if is_plain { around(span, ['"', '"']) } else { Vec::new() });
                self.say(&rules::JSON_ID_NOT_TEXT, place, message, &format!("write `\"{}\"`", shown(number)));
            }
            (Shape::Number(check), Data::Number(number)) => check(&Number { value: number, place }, self),
            (Shape::Flag, Data::Flag(_)) | (_, Data::Beyond) => {}
            (Shape::List(shape), Data::List(values)) => {
                values.iter().for_each(|value| self.value(value, *shape, place));
            }
            (Shape::Object(table), Data::Object(object)) => self.object(object, value.span, table),
            (shape, data) => self.wrong_type(shape, data, place),
        }
    }

    fn wrong_type(&mut self, shape: Shape, data: &Data<'_>, place: Place) {
        let (wanted, help) = match shape {
            Shape::Text(_) | Shape::Id => ("a text", "write it in double quotes"),
            Shape::Number(_) => ("a number", "write digits without quotes: `1024`"),
            Shape::Flag => ("`true` or `false`", "write `true` or `false`, without quotes"),
            Shape::List(_) => ("a list", "write `[…]` around it, also around a single value"),
            Shape::Object(_) => ("an object", "write `{\"key\": \"value\"}`"),
        };
        self.mend_type(shape, data, place.span);
        let is = match data {
            Data::Null => "`null`".to_owned(),
            Data::Flag(flag) => format!("`{flag}`"),
            Data::Number(number) => format!("the number `{}`", shown(number)),
            Data::Text(text) => format!("the text `{}`", shown(text)),
            Data::List(_) => "a list".to_owned(),
            Data::Object(_) | Data::Beyond => "an object".to_owned(),
        };
        // Of lists and objects the start says enough.
        let end = if matches!(data, Data::List(_) | Data::Object(_)) { place.span.start + 1 } else { place.span.end };
        let place = Place { span: Span::new(place.span.start, end), ..place };
        let message = format!("`{}` holds {is} where {wanted} belongs", place.key);
        self.say(&rules::JSON_TYPE_WRONG, place, message, help);
    }

    /// Characters that no text of a feed should hold.
    fn characters(&mut self, text: &Text<'_>) {
        if let Some(c) = illegal::first(text.value) {
            let message = format!("`{}` holds the control character `U+{:04X}`", text.place.key, u32::from(c));
            let mut place = Written::json(text.place.span, self.context.text);
            let illegal = text.value.char_indices().filter(|(_, c)| illegal::is_illegal(*c));
            let edits = illegal.filter_map(|(at, c)| place.edit(at, at + c.len_utf8(), ""));
            let edits = edits.collect();
            self.context.mend(edits);
            self.say(&rules::JSON_CHARACTER_ILLEGAL, text.place, message, "take it out");
        }
    }

    fn missing(&mut self, seen: &HashSet<&str>, span: Span, table: &'static Table) {
        for key in table.keys.iter().filter(|key| !seen.contains(key.name)) {
            let rule = match key.need {
                Need::Must => &rules::JSON_KEY_MISSING,
                Need::Should => &rules::JSON_HOME_PAGE_MISSING,
                Need::May => continue,
            };
            let message = format!("the {} has no `{}`", table.name, key.name);
            let place = Place { key: key.name, parent: table.name, span: Span::new(span.start, span.start + 1) };
            self.say(rule, place, message, &format!("add `\"{}\": {}`", key.name, example(key.name)));
        }
    }

    fn repeated(&mut self, key: &str, span: Span, parent: &str) {
        let message = format!("the key `{}` stands here again", shown(key));
        let (key, parent) = (Some(key.to_owned()), Some(parent.to_owned()));
        self.context.push(&rules::JSON_KEY_REPEATED, span, key, parent, message, "keep one of them");
    }

    fn unknown(&mut self, key: &str, span: Span, table: &'static Table) {
        let is_extension = key.starts_with('_');
        let is_right = key.chars().nth(1).is_some_and(char::is_alphabetic) && !key.contains('.');
        if is_extension && is_right {
            return;
        }
        let written = shown(key);
        let (rule, message, help) = if is_extension {
            let message = format!("`{written}` is no name for an extension");
            let help = "write `_`, then a letter, then letters, digits and `_`: `_carnet`".to_owned();
            (&rules::JSON_EXTENSION_MISNAMED, message, help)
        } else {
            self.unknown += 1;
            let known: Vec<&'static str> = table.keys.iter().map(|key| key.name).collect();
            let meant = known.iter().find(|known| known.eq_ignore_ascii_case(key));
            let inner = Span::new(span.start + 1, span.end.saturating_sub(1));
            let edit = meant.map(|known| Edit { span: inner, text: (*known).to_owned() });
            self.context.mend(edit.into_iter().collect());
            let near = if self.unknown <= MENDED_MAX { nearest(key, &known) } else { None };
            let help = match (near, tables_with(key)) {
                (Some(known), _) => format!("write `{known}`"),
                (None, Some(table)) => format!("it belongs into an object of the kind `{table}`"),
                (None, None) => format!("take it out, or make it an extension: `_{written}`"),
            };
            (&rules::JSON_KEY_UNKNOWN, format!("JSON Feed knows no `{written}` in the {}", table.name), help)
        };
        self.context.push(rule, span, Some(key.to_owned()), Some(table.name.to_owned()), message, &help);
    }

    /// An extension is an object, which may say where it is explained.
    fn custom(&mut self, key: &str, member: &Member<'_>, parent: &'static str) {
        let Data::Object(object) = &member.value.data else {
            if matches!(member.value.data, Data::Beyond) {
                return;
            }
            let message = format!("the extension `{}` is not an object", shown(key));
            let help = format!("write `\"{}\": {{\"key\": …}}`", shown(key));
            let (key, parent) = (Some(key.to_owned()), Some(parent.to_owned()));
            let rule = &rules::JSON_EXTENSION_NOT_OBJECT;
            return self.context.push(rule, member.key_span, key, parent, message, &help);
        };
        if let Some(about) = object.get("about") {
            let place = Place { key: "about", parent: "extension", span: about.span };
            self.value(about, Shape::Text(address), place);
        }
    }

    /// Of what an extension holds, only the keys are judged. The reader bounds the depth.
    fn extension(&mut self, value: &Value<'_>) {
        match &value.data {
            Data::List(values) => values.iter().for_each(|value| self.extension(value)),
            Data::Object(object) => {
                let mut seen = HashSet::new();
                for member in &object.members {
                    if !seen.insert(member.key.as_ref()) {
                        self.repeated(&member.key, member.key_span, "extension");
                    }
                    self.extension(&member.value);
                }
            }
            _ => {}
        }
    }
}

/// A right value for a key that has to be there.
fn example(key: &str) -> &'static str {
    match key {
        "version" => "\"https://jsonfeed.org/version/1.1\"",
        "items" => "[]",
        "mime_type" => "\"audio/mpeg\"",
        "type" => "\"WebSub\"",
        "id" | "url" | "home_page_url" => "\"https://example.org/…\"",
        _ => "\"…\"",
    }
}
