package vektra.model;

import java.util.List;

/** What a server holds besides what anybody asked for. */
public record Census(List<Resident> residents, List<Oddity> oddities) {
    /**
     * Something that belongs to nobody and that nobody can delete without knowing what it is.
     *
     * @param hint what a person can type
     */
    public record Oddity(String message, String hint) {}
}
