package vektra.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vektra.model.name.AppName;

class NextTest {
    @Test
    void a_verb_is_typed_as_a_command() {
        assertThat(Next.of("addons:unbind", "postgres").app(new AppName("myapp")))
                .hasToString("vektra addons:unbind postgres -a myapp");
        assertThat(Next.of("addons:destroy", "book").with("force").with("confirm", "myapp"))
                .hasToString("vektra addons:destroy book --force --confirm myapp");
        assertThat(Next.of("apps").app(null)).hasToString("vektra apps");
    }

    @Test
    void options_of_a_service_come_last() {
        assertThat(Next.of("addons:create", "redis:dedicated")
                        .option("maxmemory", "64mb")
                        .app("myapp"))
                .hasToString("vektra addons:create redis:dedicated -a myapp -- --maxmemory 64mb");
    }

    @Test
    void what_only_a_request_must_say_is_not_typed() {
        assertThat(Next.of("addons:info", "book").knowing(Input.APP, "myapp").knowing("attachment", null))
                .hasToString("vektra addons:info book")
                .satisfies(next -> assertThat(next.input(Input.APP)).contains(Input.of(Input.APP, "myapp")))
                .satisfies(next -> assertThat(next.input("attachment")).isEmpty());
    }

    @Test
    void words_that_a_shell_would_change_are_quoted() {
        assertThat(Next.of("addons:bind", "it's; rm -rf", "")).hasToString("vektra addons:bind 'it'\\''s; rm -rf' ''");
        assertThat(Input.of("url", "https://example.com/a?b&c")).hasToString("--url 'https://example.com/a?b&c'");
        assertThat(Input.of("url", "tcp+tls://host:6514")).hasToString("--url tcp+tls://host:6514");
        assertThat(Next.of("spaces:tag", "eu", "TAG…")).hasToString("vektra spaces:tag eu TAG…");
    }

    @Test
    void inputs_have_their_dashes() {
        assertThat(List.of(Input.of("force"), Input.of("as", "NAME"), Input.of("n", 50), Input.of(Input.APP, "APP")))
                .map(Input::toString)
                .containsExactly("--force", "--as NAME", "-n 50", "-a APP");
    }

    @Test
    void a_text_reads_as_typed_and_keeps_what_it_is_made_of() {
        Text see = Text.of("see: ", Next.of("apps"));
        Text all = Text.of("did you mean ", Input.of("size"), "? ", see);
        assertThat(all).hasToString("did you mean --size? see: vektra apps").hasSize(37);
        assertThat(all.parts()).hasSize(5).contains(Next.of("apps"), Input.of("size"));
        assertThat(Text.joined("; ", List.of(see, "or not"))).hasToString("see: vektra apps; or not");
        assertThat(all)
                .isEqualTo(Text.of("did you mean ", Input.of("size"), "? ", see))
                .isNotEqualTo(see);
    }

    @Test
    void an_exception_keeps_them_too() {
        Text hint = Text.of("see: ", Next.of("apps"));
        VektraException refused = VektraException.notFound(Text.of("no ", Input.of("url")), hint);
        assertThat(refused).hasMessage("no --url");
        assertThat(refused.hint()).isEqualTo("see: vektra apps");
        assertThat(refused.next()).isEqualTo(hint);
        assertThat(VektraException.invalid("x", null).next()).isNull();
    }
}
