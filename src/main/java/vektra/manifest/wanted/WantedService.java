package vektra.manifest.wanted;

import java.util.Map;
import vektra.manifest.text.Position;
import vektra.manifest.text.Value;

/** A service that is to be enabled with those options. */
public record WantedService(Position at, String name, Map<String, Value> options) {}
