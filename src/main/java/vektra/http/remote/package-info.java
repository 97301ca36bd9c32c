/** Runs the commands of clients on other machines, and leads their connections to the servers of add-ons. */
@NullMarked
package vektra.http.remote;

import org.jspecify.annotations.NullMarked;
