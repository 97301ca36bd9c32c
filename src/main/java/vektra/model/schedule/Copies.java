package vektra.model.schedule;

import java.util.List;
import vektra.model.addon.Backup;
import vektra.model.age.Recipient;

/**
 * Where copies of backups go, and as what.
 *
 * @param recipients who can read them; empty where they are not encrypted
 */
public record Copies(Destination to, List<Recipient> recipients) {
    public Copies {
        recipients = List.copyOf(recipients);
    }

    public static Copies plain(Destination to) {
        return new Copies(to, List.of());
    }

    public boolean encrypted() {
        return !recipients.isEmpty();
    }

    /** What the copy of a backup is called. */
    public String name(Backup backup) {
        return backup.name() + ".dump" + (encrypted() ? ".age" : "");
    }

    /** As they are shown, without anything that may be secret. */
    public String shown() {
        return to.shown() + (encrypted() ? ", encrypted" : "");
    }
}
