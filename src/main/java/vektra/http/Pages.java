package vektra.http;

import java.util.List;

/** The web page, and the login to it. */
final class Pages {
    Pages(Sessions sessions, Access access) {}

    List<Route> routes() {
        return List.of();
    }
}
