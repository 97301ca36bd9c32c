package vektra.http.request;

import vektra.addons.Inventory;
import vektra.model.App;
import vektra.model.Attachment;

/** An attachment with the app that has it and the add-on behind it. */
public record Seen(App app, Attachment attachment, Inventory.Row row) {}
