//! Finished entries as bytes, and back: for those that are too many to be held, and for the next build.
//!
//! Whatever is read is looked at again, as if somebody else had written it: an entry is valid by construction here, too.
//! Only of what this very build has written, where nobody else could change it, is it known that it is as it was.

use crate::cache::{Reader, Writer};
use crate::model::{
    Attachment, Category, Entry, FileFacts, Id, Image, Language, Person, SourceFeed, Text, Translation, Url,
};
use crate::pipeline::records::{instant, write_instant};

/// Writes an entry.
pub(super) fn write(writer: &mut Writer, entry: &Entry) {
    let Entry {
        id,
        guid,
        url,
        external_url,
        title,
        published,
        changed,
        summary,
        html,
        authors,
        contributors,
        categories,
        language,
        translations,
        rights,
        image,
        attachments,
        comments,
        source,
    } = entry;
    writer.text(id.as_str());
    writer.option(guid.as_ref(), write_text);
    write_url(writer, url);
    writer.option(external_url.as_ref(), write_url);
    writer.option(title.as_ref(), write_text);
    write_instant(writer, *published);
    writer.option(*changed, write_instant);
    writer.option(summary.as_ref(), write_text);
    write_text(writer, html);
    writer.list(authors, write_person);
    writer.list(contributors, write_person);
    writer.list(categories, write_category);
    writer.option(language.as_ref(), write_language);
    writer.list(translations, write_translation);
    writer.option(rights.as_ref(), write_text);
    writer.option(image.as_ref(), write_image);
    writer.list(attachments, write_attachment);
    writer.option(comments.as_ref(), write_url);
    writer.option(source.as_ref(), |writer, source| {
        write_text(writer, &source.title);
        write_url(writer, &source.url);
    });
}

/// Reads an entry that [`write`] wrote; `None` where it is none.
pub(super) fn read(reader: &mut Reader<'_>) -> Option<Entry> {
    Some(Entry {
        id: id(reader)?,
        guid: reader.option(text)?,
        url: url(reader)?,
        external_url: reader.option(url)?,
        title: reader.option(text)?,
        published: instant(reader)?,
        changed: reader.option(instant)?,
        summary: reader.option(text)?,
        html: text(reader)?,
        authors: reader.list(person)?,
        contributors: reader.list(person)?,
        categories: reader.list(category)?,
        language: reader.option(language)?,
        translations: reader.list(translation)?,
        rights: reader.option(text)?,
        image: reader.option(image)?,
        attachments: reader.list(attachment)?,
        comments: reader.option(url)?,
        source: reader.option(|reader| Some(SourceFeed { title: text(reader)?, url: url(reader)? }))?,
    })
}

fn id(reader: &mut Reader<'_>) -> Option<Id> {
    let text = reader.text()?;
    if reader.is_own() { Some(Id::known(text)) } else { Id::new(text).ok() }
}

pub(super) fn write_text(writer: &mut Writer, text: &Text) {
    writer.text(text.as_str());
}

pub(super) fn text(reader: &mut Reader<'_>) -> Option<Text> {
    let text = reader.text()?;
    if reader.is_own() { Some(Text::known(text)) } else { Text::new(text).ok() }
}

pub(super) fn write_url(writer: &mut Writer, url: &Url) {
    writer.text(url.as_str());
}

pub(super) fn url(reader: &mut Reader<'_>) -> Option<Url> {
    let text = reader.text()?;
    if reader.is_own() { Some(Url::known(text)) } else { Url::parse(text).ok() }
}

pub(super) fn write_language(writer: &mut Writer, language: &Language) {
    writer.text(language.as_str());
}

pub(super) fn language(reader: &mut Reader<'_>) -> Option<Language> {
    let text = reader.text()?;
    if reader.is_own() { Some(Language::known(text)) } else { Language::new(text).ok() }
}

fn write_person(writer: &mut Writer, Person { name, email, url }: &Person) {
    write_text(writer, name);
    writer.option(email.as_ref(), write_text);
    writer.option(url.as_ref(), write_url);
}

fn person(reader: &mut Reader<'_>) -> Option<Person> {
    Some(Person { name: text(reader)?, email: reader.option(text)?, url: reader.option(url)? })
}

fn write_category(writer: &mut Writer, Category { term, scheme }: &Category) {
    write_text(writer, term);
    writer.option(scheme.as_ref(), write_url);
}

fn category(reader: &mut Reader<'_>) -> Option<Category> {
    Some(Category { term: text(reader)?, scheme: reader.option(url)? })
}

fn write_translation(writer: &mut Writer, Translation { language, url }: &Translation) {
    write_language(writer, language);
    write_url(writer, url);
}

fn translation(reader: &mut Reader<'_>) -> Option<Translation> {
    Some(Translation { language: language(reader)?, url: url(reader)? })
}

fn write_image(writer: &mut Writer, Image { url, alt, file, size }: &Image) {
    write_url(writer, url);
    writer.option(alt.as_ref(), write_text);
    writer.option(file.as_ref(), |writer, FileFacts { length, media_type }| {
        writer.number(*length);
        writer.text(media_type);
    });
    writer.option(*size, |writer, (width, height)| {
        writer.number(width.into());
        writer.number(height.into());
    });
}

fn image(reader: &mut Reader<'_>) -> Option<Image> {
    Some(Image {
        url: url(reader)?,
        alt: reader.option(text)?,
        file: reader
            .option(|reader| Some(FileFacts { length: reader.number()?, media_type: reader.text()?.to_owned() }))?,
        size: reader.option(|reader| Some((small(reader)?, small(reader)?)))?,
    })
}

fn write_attachment(writer: &mut Writer, attachment: &Attachment) {
    let Attachment { url, media_type, length, title, seconds } = attachment;
    write_url(writer, url);
    writer.text(media_type);
    writer.option(*length, Writer::number);
    writer.option(title.as_ref(), write_text);
    writer.option(seconds.map(u64::from), Writer::number);
}

fn attachment(reader: &mut Reader<'_>) -> Option<Attachment> {
    Some(Attachment {
        url: url(reader)?,
        media_type: reader.text()?.to_owned(),
        length: reader.option(Reader::number)?,
        title: reader.option(text)?,
        seconds: reader.option(small)?,
    })
}

fn small(reader: &mut Reader<'_>) -> Option<u32> {
    u32::try_from(reader.number()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Timestamp;

    fn full() -> Entry {
        let url = |path: &str| Url::parse(&format!("https://e.fr/{path}")).unwrap();
        let text = |text: &str| Text::new(text).unwrap();
        let instant = |seconds| Timestamp::from_unix_at(seconds, 120).unwrap();
        let person = Person { name: text("Zoë"), email: Some(text("z@e.fr")), url: Some(url("z")) };
        let file = FileFacts { length: 9, media_type: "image/png".to_owned() };
        Entry {
            guid: Some(text("an old one")),
            external_url: Some(url("elsewhere?a&b")),
            title: Some(text("A <title> & more")),
            changed: Some(instant(1_700_000_100)),
            summary: Some(text("S")),
            html: text("<p>é\n</p>"),
            authors: vec![person, Person::named(text("B"))],
            contributors: vec![Person::named(text("C"))],
            categories: vec![Category { term: text("t"), scheme: Some(url("s")) }],
            language: Some(Language::new("fr-CA").unwrap()),
            translations: vec![Translation { language: Language::new("en").unwrap(), url: url("en") }],
            rights: Some(text("©")),
            image: Some(Image { url: url("i"), alt: Some(text("alt")), file: Some(file), size: Some((3, 2)) }),
            attachments: vec![Attachment {
                url: url("a"),
                media_type: "audio/mpeg".to_owned(),
                length: Some(7),
                title: Some(text("T")),
                seconds: Some(61),
            }],
            comments: Some(url("c")),
            source: Some(SourceFeed { title: text("F"), url: url("f") }),
            ..Entry::new(Id::new("tag:e.fr,2025:x").unwrap(), url("x"), instant(1_700_000_000))
        }
    }

    #[test]
    fn an_entry_comes_back_as_it_was() {
        for entry in [full(), Entry::new(full().id, full().url, full().published)] {
            let mut writer = Writer::part();
            write(&mut writer, &entry);
            let bytes = writer.into_part();
            for of in [Reader::part_of, Reader::own_part] {
                let mut reader = of(&bytes);
                let again = read(&mut reader).unwrap();
                assert_eq!(again, entry);
                assert_eq!(again.published.rfc3339(), entry.published.rfc3339(), "with its offset");
                assert!(reader.is_at_end());
                assert!((0..bytes.len()).all(|length| read(&mut of(&bytes[..length])).is_none()));
            }
        }
    }

    #[test]
    fn what_somebody_else_may_have_written_is_looked_at_again() {
        let entry = Entry { title: Some(Text::new("T").unwrap()), ..full() };
        let mut writer = Writer::part();
        write(&mut writer, &entry);
        let mut bytes = writer.into_part();
        for (at, harmed) in [("é\n", b'\x01'), ("fr-CA", b'-'), ("tag:", b' '), ("https:", b':')] {
            let at = bytes.windows(at.len()).position(|some| some == at.as_bytes()).unwrap() + at.len() - 2;
            let before = std::mem::replace(&mut bytes[at], harmed);
            assert!(read(&mut Reader::part_of(&bytes)).is_none());
            bytes[at] = before;
        }
    }
}
