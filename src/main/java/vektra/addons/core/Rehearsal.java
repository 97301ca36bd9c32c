package vektra.addons.core;

import java.util.List;
import java.util.function.Supplier;
import vektra.model.PlannedStep;

/**
 * A home in which verbs take their whole way, refusals included, and change nothing.
 *
 * @param plan what the verbs that ran so far would have done, in order
 */
public record Rehearsal(Installation home, Supplier<List<PlannedStep>> plan) {}
