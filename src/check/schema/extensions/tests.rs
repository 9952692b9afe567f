use crate::check::check as judge;

/// The rules that an element meets in an item, or in a channel, of an RSS feed.
fn found(place: &str, xml: &str) -> Vec<&'static str> {
    let namespaces = "xmlns:media='http://search.yahoo.com/mrss/' xmlns:georss='http://www.georss.org/georss' \
        xmlns:podcast='https://podcastindex.org/namespace/1.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' \
        xmlns:psc='http://podlove.org/simple-chapters' xmlns:gml='http://www.opengis.net/gml' \
        xmlns:atom='http://www.w3.org/2005/Atom' xmlns:dc='http://purl.org/dc/elements/1.1/'";
    let (in_channel, in_item) = if place == "channel" { (xml, "") } else { ("", xml) };
    let text = format!(
        "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' {namespaces}><channel><title>T</title>\
         <link>https://a.example/</link><description>D</description><language>fr</language>\
         <lastBuildDate>Wed, 13 Aug 2025 10:00:00 GMT</lastBuildDate>\
         <atom:link href='https://a.example/feed.xml' rel='self' type='application/rss+xml'/>{in_channel}\
         <item><title>T</title><link>https://a.example/1</link><description>D</description>\
         <guid isPermaLink='false'>tag:a.example,2025:1</guid><pubDate>Wed, 13 Aug 2025 10:00:00 GMT</pubDate>\
         {in_item}</item></channel></rss>"
    );
    judge(text.as_bytes()).findings.iter().map(|found| found.rule.name).collect()
}

#[track_caller]
fn check(place: &str, xml: &str, expected: &[&str]) {
    assert_eq!(found(place, xml), expected, "{xml}");
}

#[test]
fn coordinates_are_pairs_in_their_ranges() {
    check("item", "<georss:polygon>45.2 -110.4 46.4 -109.4 43.8 -109.8 45.2 -110.4</georss:polygon>", &[]);
    check("item", "<georss:polygon>45.2 -110.4 46.4 -109.4 43.8 -109.8</georss:polygon>", &["coordinate-list-wrong"]);
    check("item", "<georss:box>42.9 -71 43 -69</georss:box>", &[]);
    check("item", "<georss:circle>42.9 -71 500</georss:circle>", &[]);
    check("item", "<georss:point>95 -71</georss:point>", &["coordinates-wrong"]);
    check("item", "<georss:where><gml:Point><gml:pos>45.2 -71.9</gml:pos></gml:Point></georss:where>", &[]);
    let elsewhere = "<georss:where><gml:Point srsName='urn:x'><gml:pos>450 710</gml:pos></gml:Point></georss:where>";
    check("item", elsewhere, &[]);
}

#[test]
fn durations_are_seconds_or_clocks() {
    for value in ["7", "1801", "5:01", "05:01", "1:02:03", "123:02:03"] {
        check("item", &format!("<itunes:duration>{value}</itunes:duration>"), &[]);
    }
    for value in ["", "5 min", "1:60", "1:2:3:4", "-5", "1.5"] {
        check("item", &format!("<itunes:duration>{value}</itunes:duration>"), &["duration-wrong"]);
    }
}

#[test]
fn media_need_an_address_or_a_player() {
    check("item", "<media:content type='video/mp4'/>", &["attribute-missing"]);
    check("item", "<media:content type='video/mp4'><media:player url='https://a.example/p'/></media:content>", &[]);
    check("item", "<media:player url='https://a.example/p'/><media:content type='video/mp4'/>", &[]);
}

#[test]
fn what_podcasts_say_of_themselves_has_its_form() {
    check("channel", "<podcast:location geo='geo:30.2672,-97.7431' osm='R113314'>Austin</podcast:location>", &[]);
    check("channel", "<podcast:location geo='30.2672,-97.7431'>Austin</podcast:location>", &["podcast-value-wrong"]);
    check("channel", "<podcast:updateFrequency rrule='FREQ=WEEKLY;BYDAY=MO'>Mondays</podcast:updateFrequency>", &[]);
    check(
        "channel",
        "<podcast:updateFrequency rrule='weekly'>Mondays</podcast:updateFrequency>",
        &["podcast-value-wrong"],
    );
    check("item", "<podcast:socialInteract protocol='disabled'/>", &[]);
    check("item", "<podcast:socialInteract protocol='activitypub'/>", &["attribute-missing"]);
}

#[test]
fn a_live_item_is_an_item() {
    let live = |inner: &str| {
        format!(
            "<podcast:liveItem status='live' start='2021-09-26T07:30:00.000-0600'><title>T</title>\
             <guid isPermaLink='false'>e32b4890</guid>\
             <podcast:contentLink href='https://a.example/l'>L</podcast:contentLink>{inner}</podcast:liveItem>"
        )
    };
    check("channel", &live(""), &[]);
    check("channel", &live("<itunes:duration>x</itunes:duration>"), &["duration-wrong"]);
    check("channel", "<podcast:liveItem status='live' start='2021-09-26'/>", &["element-missing"]);
}

#[test]
fn elements_stand_where_their_vocabulary_says() {
    check("channel", "<psc:chapters/>", &["element-unknown"]);
    check("item", "<psc:chapters version='1.2'><psc:chapter start='0' title='A'/></psc:chapters>", &[]);
    check("item", "<psc:chapters version='1.2'><psc:chapter start='0'/></psc:chapters>", &["attribute-missing"]);
    check("item", "<dc:date>2025-08</dc:date>", &["item-says-twice"]);
}
