package vektra.addons.core;

import vektra.model.addon.Attachment;
import vektra.model.name.AppName;

/** An attachment with the app that sees the add-on through it. */
public record AddonUse(AppName app, Attachment attachment) {}
