package vektra.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The headings of help, in its order. */
enum Topic {
    SERVICES("enable and disable services, manage their servers"),
    ADDONS("give apps databases and caches, remove them"),
    ACTIONS("actions of an add-on: rotate, connect, export"),
    BACKUPS("back up add-ons, and restore them"),
    RESOURCES("add-ons, with the commands of Convox"),
    PLANS("plans of services, and which apps may have them"),
    LOGS("collect, show and ship the log lines of apps"),
    MONITORS("check services at intervals: uptime, alerts, status page"),
    APPS("create apps and run them"),
    CONFIG("the config vars of an app"),
    RELEASES("the history of an app, and rollback"),
    API("the HTTP API, also for the Heroku CLI"),
    SETUP("Vektra itself");

    private final String summary;

    Topic(String summary) {
        this.summary = summary;
    }

    String summary() {
        return summary;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Topic> find(String word) {
        return Arrays.stream(values())
                .filter(topic -> topic.word().equals(word))
                .findFirst();
    }
}
