package dev.taizhang.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The complete synthetic city.
 *
 * @param seed the seed from which it was drawn
 * @param timeline the months that it covers
 * @param projects every project that is listed at the end, followed by those that left before
 * @param decoys projects that exist only in wrong rows
 * @param stranger a project that exists only in an allocation set
 */
record City(long seed, Timeline timeline, List<Project> projects, List<Project> decoys, Project stranger) {
    static City draw(int projects, Timeline timeline, long seed) {
        Population population = new Population(projects, timeline, seed);
        List<Project> decoys = new ArrayList<>();
        Flaw.IN_LISTS.forEach(flaw -> decoys.add(population.decoy(flaw.district(), decoys.size())));
        Project stranger = population.decoy(District.ALL.get(0), decoys.size());
        return new City(seed, timeline, population.projects().toList(), List.copyOf(decoys), stranger);
    }

    /** Returns the projects of a district that its list contains at a date, in the order of their numbers. */
    List<Project> listed(District district, LocalDate date) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** Returns all projects that the lists of a date contain. */
    List<Project> listed(LocalDate date) {
        return projects.stream()
                .filter(project -> project.life().listedOn(date))
                .toList();
    }

    /** Returns the listing with the flaw: the first project of one district's last list has an unknown cluster. */
    Listing withFlaw(Listing listing) {
        District district = listing.project().district();
        boolean flawed = district.code().equals(Flaw.UNKNOWN_CLUSTER_IN)
                && listing.date().equals(Timeline.END)
                && listed(district, Timeline.END).get(0).equals(listing.project());
        return flawed ? new Listing(listing.project(), listing.date(), Flaw.UNKNOWN_CLUSTER) : listing;
    }

    /**
     * Returns every project of a district that was ever listed, in the order of codes, as progress reports contain
     * them.
     */
    List<Project> everListed(District district) {
        return projects.stream()
                .filter(project -> project.district().equals(district))
                .sorted(Comparator.comparing(Project::code))
                .toList();
    }
}
