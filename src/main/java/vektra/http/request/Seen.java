package vektra.http.request;

import vektra.addons.Inventory;
import vektra.model.addon.Attachment;
import vektra.model.app.App;

/** An attachment with the app that has it and the add-on behind it. */
public record Seen(App app, Attachment attachment, Inventory.Row row) {}
