# The rating rounds: raters, ratings, scores, results.

rating-counted = The rating is saved.
rating-late = Saved, but after the last day of the round. The coordinator sees that it is late.
rating-already = You have rated this person in this round before, so the first rating counts. To change it, edit the form you handed in first.
rating-not_asked = Saved, but this rating does not count, because the coordinator has withdrawn it. Please ask the coordinator.
rating-closed = Saved, but this round is closed and its results are signed, so this rating does not count. If it must, please tell the coordinator.
