package vektra.cli.services;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import vektra.model.name.ServiceName;

/** ADDONS.md, which the build puts beside this class: a section for each service. */
final class AddonsDocument {
    private static final String HEADING = "\n## ";

    private AddonsDocument() {}

    /** The section of a service, with its heading. */
    static String section(ServiceName service) {
        String document = read();
        int start = document.indexOf(HEADING + service + "\n");
        if (start < 0) {
            throw new IllegalStateException("ADDONS.md has no section " + service);
        }
        int end = document.indexOf(HEADING, start + 1);
        return document.substring(start + 1, end < 0 ? document.length() : end + 1)
                        .stripTrailing() + "\n";
    }

    private static String read() {
        try (InputStream in = AddonsDocument.class.getResourceAsStream("ADDONS.md")) {
            if (in == null) {
                throw new IllegalStateException("vektra.jar has no ADDONS.md");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
