"""A drill of many machines: a Patroni cluster, HAProxy and two hosts of the bot in network namespaces, and faults."""
