/** Style sheets resolve to this in specs: jsdom lays nothing out. */
export {};
