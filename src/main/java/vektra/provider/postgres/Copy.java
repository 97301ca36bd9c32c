package vektra.provider.postgres;

import vektra.model.VektraException;

/** Brings all data of one add-on into the empty database of another, on whatever server. */
final class Copy {
    private final Admin from;
    private final Names source;
    private final Admin to;
    private final Names target;

    Copy(Admin from, Names source, Admin to, Names target) {
        this.from = from;
        this.source = source;
        this.to = to;
        this.target = target;
    }

    void make() {
        // the target's programs read what those of the source wrote, so both are of the newer version
        int major = Math.max(from.ask(Session::major), to.ask(Session::major));
        new Extensions(to, target).requireOffered(new Extensions(from, source).installed());
        Settings settings = from.run(session -> Settings.of(session, source));
        try (Archive archive = Archive.nameless(to.server())) {
            Contents sent = write(archive, major);
            Contents arrived = load(archive, major, settings);
            sent.lost(arrived).ifPresent(lost -> {
                throw VektraException.unavailable(
                        "the copy on postgres at " + to.url().host() + " is not what was copied: " + lost,
                        "nothing was changed; does somebody else write to the database?",
                        null);
            });
        }
    }

    private Contents write(Archive archive, int major) {
        try (Courier courier = Courier.of(from, source)) {
            new Dumps(from, source).write(courier, major, archive);
            return courier.in(Contents::of);
        }
    }

    private Contents load(Archive archive, int major, Settings settings) {
        try (Courier courier = Courier.of(to, target)) {
            new Dumps(to, target).load(courier, major, archive);
            return courier.in(session -> {
                settings.putTo(session, target);
                return Contents.of(session);
            });
        }
    }
}
