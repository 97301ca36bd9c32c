package vektra.model.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vektra.model.addon.Attachment;
import vektra.model.addon.Credentials;
import vektra.model.name.AddonName;
import vektra.model.name.AppName;
import vektra.model.name.AttachmentName;
import vektra.model.name.Id;
import vektra.model.name.ServiceName;
import vektra.model.text.Secret;

class AppTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final Attachment DATABASE =
            attachment("DATABASE", Map.of("DATABASE_URL", "old", "POSTGRES_URL", "old"));
    private static final Attachment REPORTS = attachment("REPORTS", Map.of("REPORTS_URL", "old-2"));

    private static Attachment attachment(String name, Map<String, String> vars) {
        Id id = Id.fresh();
        return new Attachment(
                id,
                new AttachmentName(name),
                new AddonName("postgres-curved-12345"),
                new ServiceName("postgres"),
                NOON,
                new Credentials(id, "user", new Secret("old")),
                vars,
                Map.of());
    }

    private static App app(Map<String, String> config) {
        return new App(Id.fresh(), new AppName("myapp"), NOON, 7, config, List.of(), List.of(DATABASE, REPORTS));
    }

    private static Attachment rotated(Map<String, String> vars) {
        return DATABASE.with(new Credentials(Id.fresh(), "user-2", new Secret("new")), vars);
    }

    @Test
    void rotating_changes_the_variables_of_the_attachment_and_no_other() {
        Attachment fresh = rotated(Map.of("DATABASE_URL", "new", "POSTGRES_URL", "new"));
        App changed = app(Map.of("DATABASE_URL", "old", "POSTGRES_URL", "old", "REPORTS_URL", "old-2", "MINE", "old"))
                .rotated(List.of(fresh));
        assertThat(changed.config())
                .isEqualTo(Map.of("DATABASE_URL", "new", "POSTGRES_URL", "new", "REPORTS_URL", "old-2", "MINE", "old"));
        assertThat(changed.attachments()).containsExactly(fresh, REPORTS);
        assertThat(changed.release()).isEqualTo(8);
    }

    @Test
    void rotating_leaves_alone_what_a_user_put_in_place_of_a_variable() {
        App changed = app(Map.of("DATABASE_URL", "mine", "POSTGRES_URL", "old", "REPORTS_URL", "old-2"))
                .rotated(List.of(rotated(Map.of("DATABASE_URL", "new", "POSTGRES_URL", "new"))));
        assertThat(changed.config())
                .isEqualTo(Map.of("DATABASE_URL", "mine", "POSTGRES_URL", "new", "REPORTS_URL", "old-2"));
        assertThat(changed.source("DATABASE_URL")).isEmpty();
    }
}
