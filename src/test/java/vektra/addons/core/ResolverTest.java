package vektra.addons.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.addons.MemoryHome;
import vektra.addons.Refused;
import vektra.model.name.AppName;
import vektra.model.text.Kind;

/** What each word means. */
class ResolverTest {
    private static final AppName NOTE = new AppName("note");
    private final MemoryHome home = MemoryHome.enabled();

    ResolverTest() {
        home.create("note", "ledger", "book", null);
        home.create("note", "ledger:dedicated", "big", "REPORTS");
        home.create("other", "ledger", "theirs", null);
        home.attach("theirs", "note", "BORROWED");
        home.create("gone", "cache", "kept", null);
        home.destroyApp("gone");
    }

    @AfterEach
    void close() {
        home.close();
    }

    private String find(String text, @Nullable AppName within) {
        return new Resolver(home.lookup()).find(text, within).addon().name().value();
    }

    private void refused(Kind kind, String text, @Nullable AppName within, String... gist) {
        Refused.as(kind, home, at -> new Resolver(home.lookup()).find(text, within), gist);
    }

    @ParameterizedTest
    @CsvSource({
        "book, book",
        "ledger, book",
        "ledger:shared, book",
        "ledger:dedicated, big",
        "LEDGER, book",
        "REPORTS, big",
        "reports, big",
        "BORROWED, theirs",
        "theirs, theirs",
        "kept, kept",
        "other::LEDGER, theirs",
        "other::ledger, theirs",
        "note::REPORTS, big"
    })
    void in_the_eyes_of_an_app(String word, String addon) {
        assertThat(find(word, NOTE)).isEqualTo(addon);
    }

    @ParameterizedTest
    @CsvSource({"book, book", "kept, kept", "theirs, theirs", "note::LEDGER, book", "note::borrowed, theirs"})
    void without_an_app(String word, String addon) {
        assertThat(find(word, null)).isEqualTo(addon);
    }

    @Test
    void ids_of_add_ons_and_attachments_are_words_as_well() {
        String addon = home.app("other").addons().get(0).id().value();
        String attachment = home.attachment("note", "REPORTS").id().value();
        String ownerless = home.doors().store().read().ownerless().get(0).id().value();
        assertThat(find(addon, null)).isEqualTo("theirs");
        assertThat(find(attachment, null)).isEqualTo("big");
        assertThat(find(attachment, NOTE)).isEqualTo("big");
        assertThat(find(ownerless, null)).isEqualTo("kept");
    }

    @Test
    void what_means_nothing_is_refused() {
        refused(Kind.NOT_FOUND, "nook", null, "no add-on 'nook'", "vektra addons --all");
        refused(Kind.NOT_FOUND, "nook", NOTE, "no add-on 'nook' on note", "vektra addons -a note");
        refused(Kind.NOT_FOUND, "cache", NOTE, "no add-on 'cache' on note");
        refused(Kind.NOT_FOUND, "ledger", null, "give its app: -a APP");
        refused(Kind.NOT_FOUND, "note::NEVER", null, "no add-on");
        refused(Kind.NOT_FOUND, "far::LEDGER", null, "no app called 'far'");
        refused(Kind.INVALID, "FAR::LEDGER", null, "'FAR' is not an app name");
        refused(Kind.NOT_FOUND, "book", new AppName("far"), "no app called 'far'");
        refused(Kind.NOT_FOUND, "0f8fad5b-d9cb-469f-a165-70867728950e", null, "no add-on");
        refused(Kind.NOT_FOUND, "", NOTE, "no add-on ''");
    }

    @Test
    void a_service_without_a_usual_attachment_is_ambiguous_where_there_are_two() {
        home.create("plain", "ledger", "one", "ONE");
        home.create("plain", "ledger", "two", "TWO");
        refused(Kind.CONFLICT, "ledger", new AppName("plain"), "'ledger' can mean one or two", "name the add-on");
        home.set("guest", "A", "1");
        home.attach("one", "guest", "ONE");
        home.attach("two", "guest", "TWO");
        refused(Kind.CONFLICT, "ledger", new AppName("guest"), "'ledger' can mean one or two", "name the add-on");
    }

    @Test
    void a_name_goes_before_an_attachment_and_a_service_before_both_where_data_are_not_lost() {
        home.create("plain", "ledger", "side", null);
        home.create("plain", "cache", "extra", "SIDE");
        assertThat(find("side", new AppName("plain"))).isEqualTo("side");
        home.create("plain", "ledger:dedicated", "third", "CACHE");
        assertThat(find("cache", new AppName("plain"))).isEqualTo("extra");
    }

    @Test
    void what_loses_data_is_never_guessed() {
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> new Resolver(home.lookup()).doomed("ledger", NOTE),
                "'ledger' can mean book or big",
                "name the add-on");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> new Resolver(home.lookup()).doomed("note::ledger", null),
                "'ledger' can mean book or big");
        home.create("note", "cache", "reports", null);
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> new Resolver(home.lookup()).doomed("reports", NOTE),
                "can mean reports or big, attached as REPORTS",
                "give its id: reports is ");
        String id = home.app("note").addons().get(2).id().value();
        assertThat(new Resolver(home.lookup()).doomed(id, NOTE).addon().name().value())
                .isEqualTo("reports");
        assertThat(new Resolver(home.lookup())
                        .doomed("book", NOTE)
                        .addon()
                        .name()
                        .value())
                .isEqualTo("book");
        assertThat(new Resolver(home.lookup())
                        .doomed("ledger:dedicated", NOTE)
                        .addon()
                        .name()
                        .value())
                .isEqualTo("big");
    }

    @Test
    void an_attachment_is_meant_by_what_it_is_of_where_there_is_but_one() {
        AppWords words = new AppWords(home.lookup(), home.app("note"));
        assertThat(words.requiredAttachment("big").name().value()).isEqualTo("REPORTS");
        assertThat(words.requiredAttachment("note::BORROWED").addon().value()).isEqualTo("theirs");
        assertThat(words.attachment("other::LEDGER")).isEmpty();
        assertThat(words.attachment("cache")).isEmpty();
        home.attach("big", "note", "MORE");
        Refused.as(
                Kind.CONFLICT,
                home,
                at -> new AppWords(home.lookup(), home.app("note")).requiredAttachment("big"),
                "'big' is attached to note as REPORTS and as MORE",
                "say REPORTS or MORE");
    }
}
