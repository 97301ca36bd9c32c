package vektra.addons.core;

import vektra.model.AppName;
import vektra.model.Attachment;

/** An attachment with the app that sees the add-on through it. */
public record Seat(AppName app, Attachment attachment) {}
