/** One thing that a scenario makes happen. */
export class Event {
  time_us: f64 = 0;
  kind: i32 = 0;
  index: i32 = 0;
  item: i32 = 0;
  value: f64 = 0;
  duration_us: f64 = 0;
}

/** Events in the order of their time; equal times keep the order in which they were added. */
export class EventQueue {
  private readonly events: StaticArray<Event>;
  private count: i32 = 0;
  private next: i32 = 0;
  /** When the next event is due, in microseconds; infinity when there is none. */
  nextTime_us: f64 = Infinity;

  constructor(capacity: i32) {
    const events = new StaticArray<Event>(capacity);
    for (let k = 0; k < capacity; k++) events[k] = new Event();
    this.events = events;
  }

  /** How many have happened. */
  get taken(): i32 {
    return this.next;
  }

  /** False when the queue is full. */
  add(time_us: f64, kind: i32, index: i32, value: f64, duration_us: f64, item: i32): bool {
    if (this.count == this.events.length) return false;
    const free = this.events[this.count];
    let place = this.count++;
    while (place > this.next && this.events[place - 1].time_us > time_us) {
      this.events[place] = this.events[place - 1];
      place--;
    }
    this.events[place] = free;
    free.time_us = time_us;
    free.kind = kind;
    free.index = index;
    free.item = item;
    free.value = value;
    free.duration_us = duration_us;
    this.nextTime_us = this.events[this.next].time_us;
    return true;
  }

  take(): Event {
    const event = this.events[this.next++];
    this.nextTime_us = this.next < this.count ? this.events[this.next].time_us : Infinity;
    return event;
  }
}
