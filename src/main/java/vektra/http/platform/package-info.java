/** Routes as the Heroku Platform API has them: apps, add-ons, attachments, config vars, releases, drains, tokens. */
@NullMarked
package vektra.http.platform;

import org.jspecify.annotations.NullMarked;
