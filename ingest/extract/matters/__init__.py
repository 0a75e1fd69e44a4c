"""Events and agreements as told in one article."""
