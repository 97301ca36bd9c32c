/** Commands on services: what is on offer, enabling it, its server. */
@NullMarked
package vektra.cli.services;

import org.jspecify.annotations.NullMarked;
