package vektra.model.addon;

import java.util.List;

/** What a server holds besides what was asked for. */
public record Census(List<Resident> residents, List<Oddity> oddities) {
    /**
     * Something without an owner, which cannot be deleted without knowing what it is.
     *
     * @param hint what a person can type
     */
    public record Oddity(String message, String hint) {}
}
