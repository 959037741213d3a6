/** Taizhang, the standing ledger of construction projects. */
package dev.taizhang;
