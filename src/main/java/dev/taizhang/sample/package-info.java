/**
 * The synthetic sample city: the deliveries of an invented portfolio, so that a fresh clone has something to run on.
 *
 * <p>Nothing here is anybody's data: owners, projects, leaders and figures are drawn from a seed, and every name says so.
 * The package reads from the drawing to the files: {@link dev.taizhang.sample.Dice} and
 * {@link dev.taizhang.sample.Quotas} draw; {@link dev.taizhang.sample.Life}, {@link dev.taizhang.sample.Project} and
 * {@link dev.taizhang.sample.Population} are what is true; {@link dev.taizhang.sample.Spending} follows the money month by
 * month; {@link dev.taizhang.sample.ProjectLists}, {@link dev.taizhang.sample.ProgressReports},
 * {@link dev.taizhang.sample.Targets} and {@link dev.taizhang.sample.Allocations} lay it out;
 * {@link dev.taizhang.sample.Contract}, {@link dev.taizhang.sample.Bottleneck}, {@link dev.taizhang.sample.Approval} and
 * {@link dev.taizhang.sample.IndustrialOutput} live beside the projects, and each {@link dev.taizhang.sample.Register} of them
 * is told from month to month;
 * {@link dev.taizhang.sample.OfficeFiles} writes it down as offices do, {@link dev.taizhang.sample.LargeFiles} as few large
 * files, and {@link dev.taizhang.sample.KnownFacts} says what a reader must find. It imports no other package of
 * Taizhang, so that a fault there cannot hide in what it is tested with.
 */
package dev.taizhang.sample;
