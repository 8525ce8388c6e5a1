this is { no script
