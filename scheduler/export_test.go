package scheduler

// RegionBytes is how long a region of memory is that grows in its place; 0 if there is none.
const RegionBytes = regionBytes
