package io.proconsul.config;

import io.proconsul.hcl.Place;

/**
 * Something wrong at a place.
 *
 * @param text what, as recorded
 * @param advice what to do about it; empty when there is nothing to add
 */
record Finding(String text, Place at, String advice) {}
