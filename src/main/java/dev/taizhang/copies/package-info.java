/** The last stage: what is made from a release for people and other tools. A copy can be made again at any time. */
package dev.taizhang.copies;
