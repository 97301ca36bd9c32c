/** The nouns of Vektra: names, services, servers, add-ons, apps, releases and the one exception; imports only java.*. */
@NullMarked
package vektra.model;

import org.jspecify.annotations.NullMarked;
